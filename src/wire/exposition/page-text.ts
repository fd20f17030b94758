import { isUtf8 } from 'node:buffer';
import { QuartetError } from '../../model/errors.js';
import { LINE_FEED } from './characters.js';
import { anyFloat, quickFloat } from './float.js';

/** Longer parts of a page are cut off in messages. */
const MAX_SHOWN = 120;

/** The bytes of a page of text, and what can be said of them. */
export class PageText {
  private readonly buffer: Buffer;
  /** Whether all of it is: then no part needs to be looked at. */
  private readonly isUtf8: boolean;

  constructor(readonly bytes: Uint8Array) {
    this.buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.isUtf8 = isUtf8(bytes);
  }

  /** Undefined where it is not UTF-8. */
  text(start: number, end: number): string | undefined {
    if (!this.isUtf8 && !isUtf8(this.buffer.subarray(start, end))) return undefined;
    return this.buffer.toString('utf8', start, end);
  }

  /** What is known to be ASCII. */
  ascii(start: number, end: number): string {
    return this.buffer.toString('latin1', start, end);
  }

  /** For messages: at most 120 bytes, in quotes. */
  shown(start: number, end: number): string {
    const cut = Math.min(end, start + MAX_SHOWN);
    return `${JSON.stringify(this.buffer.toString('utf8', start, cut))}${cut < end ? '…' : ''}`;
  }

  indexOf(text: string, from: number): number {
    return this.buffer.indexOf(text, from, 'latin1');
  }

  lineStart(at: number): number {
    return at === 0 ? 0 : this.buffer.lastIndexOf(LINE_FEED, at - 1) + 1;
  }

  /** Where the line that `at` stands in ends; the page's end where it is not ended. */
  lineEnd(at: number): number {
    const end = this.buffer.indexOf(LINE_FEED, at);
    return end < 0 ? this.buffer.length : end;
  }

  /** A number; throws where it is none. `from`: where what is being read began. */
  float(start: number, end: number, from: number): number {
    const value = quickFloat(this.bytes, start, end);
    if (value !== undefined) return value;
    const read = anyFloat(this.buffer.toString('utf8', start, Math.min(end, start + 1000)));
    if ('value' in read) return read.value;
    throw this.error(`${read.problem} while parsing ${this.shown(from, end)}`, start);
  }

  /** Something else than what was expected stands at `at`. */
  unexpected(expected: string, at: number, from: number): QuartetError {
    const { length } = this.bytes;
    const got = at < length ? this.shown(at, at + 1) : 'the end';
    return this.error(
      `expected ${expected}, got ${got} while parsing ${this.shown(from, Math.min(at + 1, length))}`,
      at,
    );
  }

  error(what: string, at: number): QuartetError {
    let line = 1;
    for (let i = this.buffer.indexOf(LINE_FEED); i >= 0 && i < at; i = this.buffer.indexOf(LINE_FEED, i + 1)) line++;
    return new QuartetError('invalid_argument', `line ${line}: ${what}`);
  }
}
