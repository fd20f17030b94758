import { QuartetError } from '../../model/errors.js';

/** What a decoder yields while it waits for bytes. */
export type Waiting<T> = Generator<undefined, T, undefined>;

/**
 * The bytes of a stream of blocks, as far as they have come. A decoder reads from `position`; where bytes are missing it
 * waits by `yield* need(n)` and finds `buffer` and `position` replaced when it goes on. A chunk that holds what is asked
 * for is never copied.
 */
export class ArrivingBytes {
  buffer: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  position = 0;
  end = 0;
  private wanted = 0;
  /** Whether `buffer` is ours, with room behind `end`. */
  private owned = false;

  append(chunk: Uint8Array): void {
    const rest = this.end - this.position;
    if (rest === 0) {
      // Not a Buffer: the decoders call `slice` and mean a copy.
      this.buffer = new Uint8Array(chunk.buffer as ArrayBuffer, chunk.byteOffset, chunk.length);
      this.position = 0;
      this.end = chunk.length;
      this.owned = false;
      return;
    }
    if (!this.owned || this.end + chunk.length > this.buffer.length) {
      const grown = new Uint8Array(Math.max(this.wanted, (rest + chunk.length) * 2));
      grown.set(this.buffer.subarray(this.position, this.end));
      this.buffer = grown;
      this.position = 0;
      this.end = rest;
      this.owned = true;
    }
    this.buffer.set(chunk, this.end);
    this.end += chunk.length;
  }

  /** Returns once `bytes` bytes lie before `end`. */
  *need(bytes: number): Waiting<void> {
    if (bytes > MAX_COLUMN_BYTES) throw new QuartetError('internal', `a Native column of ${bytes} bytes`);
    // Room is taken beforehand only as far as a sender has shown that it sends as much.
    this.wanted = Math.min(bytes, Math.max(1 << 20, (this.end - this.position) * 4));
    while (this.end - this.position < bytes) yield;
    this.wanted = 0;
  }

  *varint(): Waiting<number> {
    let value = 0;
    for (let scale = 1; scale <= 2 ** 49; scale *= 128) {
      if (this.position >= this.end) yield* this.need(1);
      const byte = this.buffer[this.position++]!;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
    throw new QuartetError('internal', 'invalid Native block: a length over 2^53');
  }

  /** A length and as much text. */
  *text(maxBytes: number): Waiting<string> {
    const length = yield* this.varint();
    if (length > maxBytes) throw new QuartetError('internal', `invalid Native block: a name of ${length} bytes`);
    yield* this.need(length);
    const start = this.position;
    this.position += length;
    return Buffer.from(this.buffer.buffer, this.buffer.byteOffset + start, length).toString('utf8');
  }

  /** The next `bytes` bytes as a view. */
  *take(bytes: number): Waiting<Uint8Array<ArrayBuffer>> {
    yield* this.need(bytes);
    const start = this.position;
    this.position += bytes;
    return this.buffer.subarray(start, this.position);
  }

  /** The next `bytes` bytes where a typed array of elements of `width` bytes may lie: a view if they do, else a copy. */
  *aligned(bytes: number, width: number): Waiting<Uint8Array<ArrayBuffer>> {
    const view = yield* this.take(bytes);
    return view.byteOffset % width === 0 ? view : view.slice();
  }
}

/** One column of one block is never near this. */
const MAX_COLUMN_BYTES = 2 ** 31;
