import type { LogBatch } from '../../model/logs.js';
import { highWord, lowWord } from '../../model/words.js';

/** The column of the mark; rows that are inserted without it are late. */
export const LATE_MARK = 'late UInt8';

/** Words of a slot: both of the stream's id, both of the newest time. */
const SLOT = 4;
const FIRST_SLOTS = 1024;
/** Before all times that DateTime64 holds. */
const EARLIEST = -(2n ** 63n);

/**
 * Tells entries that are newer than all of their stream from late ones, to which there may be an equal one in the store.
 * Keeps the newest time of each stream by the stream's id, in a table of open addressing. Bounded: beyond `maxStreams` it
 * forgets all of them. A stream that it does not know has nothing newer than the newest entry of any stream at that time.
 */
export class LateEntries {
  private slots = new Uint32Array(FIRST_SLOTS * SLOT);
  private streams = 0;
  /** No stream that is not in the table has a newer entry. */
  private floorLow: number;
  private floorHigh: number;
  private newestLow: number;
  private newestHigh: number;

  /** `newest`: the newest time (ns) of all entries in the store; undefined where there are none. */
  constructor(
    newest: bigint | undefined,
    private readonly maxStreams: number,
  ) {
    const floor = newest ?? EARLIEST;
    this.floorLow = this.newestLow = Number(BigInt.asUintN(32, floor));
    this.floorHigh = this.newestHigh = Number(BigInt.asUintN(32, floor >> 32n));
  }

  /** Writes 0 for the rows that are newer than all before, 1 for the others. To be called in the order of the inserts. */
  mark({ id, ts, rows }: Pick<LogBatch, 'id' | 'ts' | 'rows'>, late: Uint8Array): void {
    const ids = id.words;
    const times = ts.words;
    let { slots } = this;
    let at = -1;
    for (let row = 0, word = 0; row < rows; row++, word += 2) {
      const idLow = ids[word]!;
      const idHigh = ids[word + 1]!;
      if (slots[at] !== idLow || slots[at + 1] !== idHigh) {
        if (at >= 0) this.noteNewest(at);
        at = this.find(idLow, idHigh);
        ({ slots } = this);
      }
      const low = times[word]!;
      const high = times[word + 1]!;
      if (isAfter(low, high, slots[at + 2]!, slots[at + 3]!)) {
        slots[at + 2] = low;
        slots[at + 3] = high;
        late[row] = 0;
      } else late[row] = 1;
    }
    if (at >= 0) this.noteNewest(at);
  }

  /** No entry of the stream that was marked, or stood in the store before, is newer, ns. */
  newestOf(id: bigint): bigint {
    const [idLow, idHigh] = [lowWord(id), highWord(id)];
    const at = this.probe(idLow, idHigh);
    const [low, high] = this.holds(at, idLow, idHigh)
      ? [this.slots[at + 2]!, this.slots[at + 3]!]
      : [this.floorLow, this.floorHigh];
    return (BigInt(high | 0) << 32n) | BigInt(low);
  }

  private noteNewest(at: number): void {
    const low = this.slots[at + 2]!;
    const high = this.slots[at + 3]!;
    if (!isAfter(low, high, this.newestLow, this.newestHigh)) return;
    this.newestLow = low;
    this.newestHigh = high;
  }

  /** Where the slot of a stream begins; it gets one where it has none. */
  private find(idLow: number, idHigh: number): number {
    let at = this.probe(idLow, idHigh);
    if (this.holds(at, idLow, idHigh)) return at;
    if ((this.streams + 1) * SLOT * 2 > this.slots.length) {
      if (this.streams >= this.maxStreams) this.forget();
      else this.grow();
      at = this.probe(idLow, idHigh);
    }
    this.slots[at] = idLow;
    this.slots[at + 1] = idHigh;
    this.slots[at + 2] = this.floorLow;
    this.slots[at + 3] = this.floorHigh;
    this.streams++;
    return at;
  }

  /** The stream's slot, or the free one in which it belongs. Ids are hashes, so their low bits are as good as any. */
  private probe(idLow: number, idHigh: number): number {
    const mask = this.slots.length / SLOT - 1;
    let slot = idLow & mask;
    while (!this.isFree(slot * SLOT) && !this.holds(slot * SLOT, idLow, idHigh)) slot = (slot + 1) & mask;
    return slot * SLOT;
  }

  private holds(at: number, idLow: number, idHigh: number): boolean {
    return this.slots[at] === idLow && this.slots[at + 1] === idHigh;
  }

  /** Of the 2^64 hashes, 0 stands for none. */
  private isFree(at: number): boolean {
    return this.holds(at, 0, 0);
  }

  private grow(): void {
    const before = this.slots;
    this.slots = new Uint32Array(before.length * 2);
    for (let from = 0; from < before.length; from += SLOT) {
      const slot = before.subarray(from, from + SLOT);
      if (slot[0] !== 0 || slot[1] !== 0) this.slots.set(slot, this.probe(slot[0]!, slot[1]!));
    }
  }

  private forget(): void {
    this.slots.fill(0);
    this.streams = 0;
    this.floorLow = this.newestLow;
    this.floorHigh = this.newestHigh;
  }
}

/** Whether a time is after another; the higher words are signed. */
const isAfter = (low: number, high: number, thanLow: number, thanHigh: number): boolean =>
  high === thanHigh ? low > thanLow : (high | 0) > (thanHigh | 0);
