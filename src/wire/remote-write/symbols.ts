import { BytesCache } from '../../lib/bytes-cache.js';
import { QuartetError } from '../../model/errors.js';

/** Symbols that one request may have. */
const MAX_SYMBOLS = 1_000_000;

/**
 * The symbols of a request, each a range of its bytes. Equal symbols of different requests have one number, so that a
 * label set can be looked up by the numbers of its symbols, which are shorter than the symbols.
 */
export class SymbolTable {
  length = 0;
  private starts = new Uint32Array(256);
  private ends = new Uint32Array(256);
  /** The number of each symbol. */
  private numbers = new Uint32Array(256);
  private readonly known: BytesCache<number>;
  private next = 0;
  private buffer: Uint8Array = new Uint8Array(0);

  constructor(cacheBytes: number) {
    this.known = new BytesCache(cacheBytes);
  }

  /** Forgets the symbols of the request before; those of `buffer` are then added in order. */
  begin(buffer: Uint8Array): void {
    this.buffer = buffer;
    this.length = 0;
    if (this.starts.length > 65_536) this.resize(256);
  }

  add(start: number, end: number): void {
    if (this.length === MAX_SYMBOLS) {
      throw new QuartetError('invalid_argument', `the request has more than ${MAX_SYMBOLS} symbols`);
    }
    if (this.length === this.starts.length) this.resize(this.length * 2);
    this.starts[this.length] = start;
    this.ends[this.length] = end;
    this.numbers[this.length++] = this.numberOf(start, end);
  }

  start(symbol: number): number {
    return this.starts[symbol]!;
  }

  end(symbol: number): number {
    return this.ends[symbol]!;
  }

  text(symbol: number): string {
    if (symbol >= this.length) return '';
    return Buffer.from(this.buffer.subarray(this.starts[symbol], this.ends[symbol])).toString('utf8');
  }

  /** The number that stands for the symbol in every request. `symbol` must be less than `length`. */
  number(symbol: number): number {
    return this.numbers[symbol]!;
  }

  private numberOf(start: number, end: number): number {
    const known = this.known.get(this.buffer, start, end);
    if (known !== undefined) return known;
    const number = this.next;
    this.next = number === 0xffffffff ? 0 : number + 1;
    this.known.set(this.buffer, start, end, number);
    return number;
  }

  private resize(capacity: number): void {
    const copy = (from: Uint32Array): Uint32Array<ArrayBuffer> => {
      const to = new Uint32Array(capacity);
      to.set(from.subarray(0, this.length));
      return to;
    };
    this.starts = copy(this.starts);
    this.ends = copy(this.ends);
    this.numbers = copy(this.numbers);
  }
}
