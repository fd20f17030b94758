const FIRST_SLOTS = 16;

/** A set of 32-bit hashes: five to twelve bytes each. 0 counts as 1. */
export class HashSet32 {
  private slots = new Uint32Array(FIRST_SLOTS);
  private size = 0;

  get bytes(): number {
    return this.slots.byteLength;
  }

  has(hash: number): boolean {
    return this.slots[this.slotOf(hash >>> 0 || 1)] !== 0;
  }

  /** Returns by how many bytes the set has grown. */
  add(hash: number): number {
    const value = hash >>> 0 || 1;
    const slot = this.slotOf(value);
    if (this.slots[slot] !== 0) return 0;
    this.slots[slot] = value;
    return ++this.size * 5 > this.slots.length * 4 ? this.grow() : 0;
  }

  /** Where the value stands, or would. */
  private slotOf(value: number): number {
    const { slots } = this;
    const mask = slots.length - 1;
    let slot = value & mask;
    while (slots[slot] !== 0 && slots[slot] !== value) slot = (slot + 1) & mask;
    return slot;
  }

  private grow(): number {
    const before = this.slots;
    this.slots = new Uint32Array(before.length * 2);
    for (const value of before) if (value !== 0) this.slots[this.slotOf(value)] = value;
    return before.byteLength;
  }
}
