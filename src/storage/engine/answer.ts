import type { QuartetError } from '../../model/errors.js';
import { type Block, BlockReader } from '../native/block-reader.js';
import { exceptionCode, fromException } from './clickhouse-error.js';

/**
 * Decodes the body of an HTTP answer in Native. ClickHouse sends 200 before it knows the end, so a failure comes in
 * mid-stream: newer servers write `__exception__`, a tag that the header X-ClickHouse-Exception-Tag announced, and the
 * exception's text; older ones the text alone; then the connection breaks.
 */
export class Answer {
  private readonly reader = new BlockReader();
  private readonly tail: Uint8Array[] = [];
  private tailBytes = 0;
  private broken: unknown;

  constructor(private readonly tag: string | undefined) {}

  /** The blocks that this piece completes. After something that is no block it only looks for the exception. */
  *push(chunk: Uint8Array): Generator<Block> {
    this.remember(chunk);
    if (this.broken !== undefined) return;
    try {
      yield* this.reader.push(chunk);
    } catch (error) {
      this.broken = error;
    }
  }

  /** The error with which the answer ended, if it did. `failure`: how the connection broke. */
  end(failure?: unknown): QuartetError | unknown | undefined {
    if (failure === undefined && this.broken === undefined && !this.reader.pending) return undefined;
    const exception = this.exception();
    if (exception !== undefined) return fromException(exception, exceptionCode(exception), failure);
    if (failure !== undefined) return failure;
    if (this.broken !== undefined) return this.broken;
    try {
      this.reader.finish();
    } catch (error) {
      return error;
    }
    return undefined;
  }

  private exception(): string | undefined {
    const text = Buffer.concat(this.tail).toString('utf8');
    const marker = this.tag === undefined ? -1 : text.lastIndexOf(`__exception__\r\n${this.tag}\r\n`);
    if (marker === -1) {
      const code = /Code: \d{1,5}\. DB::(?:\w+::)*Exception: /.exec(text);
      return code === null ? undefined : text.slice(code.index);
    }
    const start = text.indexOf('Code: ', marker);
    return start === -1 ? undefined : text.slice(start).replace(/\r?\n\d+ \S+\r\n__exception__\s*$/, '');
  }

  private remember(chunk: Uint8Array): void {
    this.tail.push(chunk);
    this.tailBytes += chunk.length;
    while (this.tailBytes - this.tail[0]!.length >= MAX_EXCEPTION_BYTES) this.tailBytes -= this.tail.shift()!.length;
  }
}

/** ClickHouse cuts the text of an exception at 16 KiB. */
const MAX_EXCEPTION_BYTES = 32_768;
