import { QuartetError } from '../../model/errors.js';

/** A ClickHouse type as it stands in a block's header, taken apart: `Map(String, Array(UInt8))`. */
export interface TypeNode {
  readonly name: string;
  /** The type in full, as ClickHouse wrote it. */
  readonly text: string;
  /** Arguments that are types. */
  readonly types: readonly TypeNode[];
  /** Arguments that are numbers: the width of a FixedString, the precision of a DateTime64. */
  readonly numbers: readonly number[];
  /** `'name' = number` of an Enum. */
  readonly names: ReadonlyMap<number, string>;
}

/** Types nest no deeper than this in anything we ask for. */
const MAX_DEPTH = 32;

const parsed = new Map<string, TypeNode>();
const MAX_PARSED = 1000;

/** Parses a type's name; broken ones throw `internal`. */
export function parseType(text: string): TypeNode {
  let node = parsed.get(text);
  if (node === undefined) {
    const parser = new TypeParser(text);
    node = parser.type(0);
    parser.expectEnd();
    if (parsed.size >= MAX_PARSED) parsed.clear();
    parsed.set(text, node);
  }
  return node;
}

class TypeParser {
  private at = 0;

  constructor(private readonly text: string) {}

  type(depth: number): TypeNode {
    if (depth > MAX_DEPTH) throw this.broken('nested too deeply');
    this.spaces();
    const start = this.at;
    const name = this.word();
    const types: TypeNode[] = [];
    const numbers: number[] = [];
    const names = new Map<number, string>();
    if (this.take('(')) {
      do {
        this.spaces();
        const next = this.text[this.at] ?? '';
        if (next === "'") {
          const label = this.quoted("'");
          this.spaces();
          if (this.take('=')) names.set(this.number(), label);
        } else if (/[-\d]/.test(next)) numbers.push(this.number());
        else types.push(this.element(depth + 1));
        this.spaces();
      } while (this.take(','));
      if (!this.take(')')) throw this.broken('expected ")"');
    }
    return { name, text: this.text.slice(start, this.at), types, numbers, names };
  }

  /** A type that may have a name before it, as the elements of a Tuple do: `a UInt8`. */
  private element(depth: number): TypeNode {
    if (this.text[this.at] === '`') {
      this.quoted('`');
      return this.type(depth);
    }
    const first = this.type(depth);
    const named = this.text[this.at] === ' ' && /[A-Za-z]/.test(this.text[this.at + 1] ?? '');
    return named ? this.type(depth) : first;
  }

  expectEnd(): void {
    if (this.at !== this.text.length) throw this.broken('unexpected text');
  }

  private word(): string {
    const start = this.at;
    while (/\w/.test(this.text[this.at] ?? '')) this.at++;
    if (start === this.at) throw this.broken('expected a name');
    return this.text.slice(start, this.at);
  }

  private number(): number {
    this.spaces();
    const found = /^-?\d{1,15}/.exec(this.text.slice(this.at, this.at + 16));
    if (found === null) throw this.broken('expected a number');
    this.at += found[0].length;
    return Number(found[0]);
  }

  private quoted(quote: string): string {
    let value = '';
    for (this.at++; this.at < this.text.length; this.at++) {
      let char = this.text[this.at]!;
      if (char === quote) {
        this.at++;
        return value;
      }
      if (char === '\\') char = this.text[++this.at] ?? '';
      value += char;
    }
    throw this.broken(`missing ${quote}`);
  }

  private take(char: string): boolean {
    if (this.text[this.at] !== char) return false;
    this.at++;
    return true;
  }

  private spaces(): void {
    while (this.text[this.at] === ' ') this.at++;
  }

  private broken(what: string): QuartetError {
    const shown = this.text.length > 200 ? `${this.text.slice(0, 200)}…` : this.text;
    return new QuartetError(
      'internal',
      `invalid type in a Native block: ${what} at ${this.at} of ${JSON.stringify(shown)}`,
    );
  }
}
