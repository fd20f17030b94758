/**
 * What the decoders of a push hand on, one entry after another: where its parts stand in the request's bytes. There is
 * one such object for a whole body, filled anew for each entry, so that an entry costs no allocation.
 */
export class PushEntry {
  /** Time in ns since 1970, as two words of a signed 64-bit integer. */
  nsLow = 0;
  nsHigh = 0;
  /** The line is `line[lineStart, lineEnd)`. */
  line: Uint8Array = NO_BYTES;
  lineStart = 0;
  lineEnd = 0;
  /** The whole entry as it was sent, `body[rawStart, rawEnd)`: equal bytes are equal entries. */
  body: Uint8Array = NO_BYTES;
  rawStart = 0;
  rawEnd = 0;
  readonly metadata = new MetadataSlices();
}

/** Structured metadata of one entry: names and values as slices of one buffer. */
class MetadataSlices {
  /** The bytes that hold names and values. */
  source: Uint8Array = NO_BYTES;
  count = 0;
  /** Start and end of the name, start and end of the value, of one pair after another. */
  bounds = new Uint32Array(64);

  clear(source: Uint8Array): void {
    this.source = source;
    this.count = 0;
  }

  add(nameStart: number, nameEnd: number, valueStart: number, valueEnd: number): void {
    let at = this.count * 4;
    if (at === this.bounds.length) {
      const grown = new Uint32Array(at * 2);
      grown.set(this.bounds);
      this.bounds = grown;
    }
    this.bounds[at++] = nameStart;
    this.bounds[at++] = nameEnd;
    this.bounds[at++] = valueStart;
    this.bounds[at] = valueEnd;
    this.count++;
  }
}

/** Takes what a push brings, stream by stream. What it throws ends the decoding. */
export interface PushSink {
  /**
   * A stream begins whose label string is `source[start, end)`; its entries follow. With `false` they are
   * left out.
   */
  stream(source: Uint8Array, start: number, end: number): boolean;
  entry(entry: PushEntry): void;
}

/**
 * Decoding of a body, step by step: it yields where others may have their turn, so that a large body does not hold up the
 * program, and gives the number of streams at its end.
 */
export type PushDecoding = Generator<undefined, number>;

/** About as many entries as take a few milliseconds. */
export const ENTRIES_BETWEEN_PAUSES = 8192;

const NO_BYTES = new Uint8Array(0);
