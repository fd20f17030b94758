/** Finds 64-bit ids, given as two words, in a list of distinct ones. They are hashes, so their low bits scatter well. */
export class IdPositions {
  /** Position + 1 of the id that fell on each place; 0 where there is none. */
  private readonly places: Uint32Array;
  private readonly mask: number;
  private readonly words: Uint32Array;

  constructor(ids: readonly bigint[]) {
    this.words = new Uint32Array(BigUint64Array.from(ids).buffer);
    this.mask = 2 ** Math.ceil(Math.log2(Math.max(ids.length, 1) * 2)) - 1;
    this.places = new Uint32Array(this.mask + 1);
    for (let i = 0; i < ids.length; i++) {
      let place = this.words[i * 2]! & this.mask;
      while (this.places[place] !== 0) place = (place + 1) & this.mask;
      this.places[place] = i + 1;
    }
  }

  /** -1 where the id is not in the list. */
  find(low: number, high: number): number {
    for (let place = low & this.mask; ; place = (place + 1) & this.mask) {
      const position = this.places[place]! - 1;
      if (position === -1 || (this.words[position * 2] === low && this.words[position * 2 + 1] === high)) {
        return position;
      }
    }
  }
}
