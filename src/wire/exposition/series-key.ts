const MARK = 0xff;
/** Of a suffix and a bound. */
const TAIL_BYTES = 9;

/**
 * The bytes by which a series of a protobuf page is told from others: the family's name, the label pairs as they came,
 * what is added to the name, and the bound. Written anew for each series, in place.
 */
export class SeriesKey {
  bytes = new Uint8Array(256);
  length = 0;
  private view = new DataView(this.bytes.buffer);
  /** Where the tail of a series of the metric at hand begins. */
  private tail = 0;

  /** Begins the key of a metric of the family whose name is `source[start, end)`. */
  begin(source: Uint8Array, start: number, end: number): void {
    this.tail = 0;
    this.append(source, start, end);
    // UTF-8 never has this byte.
    this.bytes[this.tail++] = MARK;
  }

  /** Adds a label pair. */
  add(source: Uint8Array, start: number, end: number): void {
    this.reserve(4);
    this.view.setUint32(this.tail, end - start);
    this.tail += 4;
    this.append(source, start, end);
  }

  /** Ends the key for one series of the metric. */
  finish(suffix: number, bound: number | undefined): void {
    this.reserve(TAIL_BYTES);
    this.bytes[this.tail] = suffix;
    this.view.setFloat64(this.tail + 1, bound ?? 0);
    this.length = this.tail + TAIL_BYTES;
  }

  private append(source: Uint8Array, start: number, end: number): void {
    this.reserve(end - start + 1);
    for (let at = start; at < end; at++) this.bytes[this.tail++] = source[at]!;
  }

  private reserve(more: number): void {
    if (this.tail + more <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.tail + more));
    grown.set(this.bytes.subarray(0, this.tail));
    this.bytes = grown;
    this.view = new DataView(grown.buffer);
  }
}
