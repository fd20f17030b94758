import { readGoString } from '../../lib/go-string.js';
import { type Labels, labelsFrom } from '../../model/labels.js';
import { utf8 } from '../protobuf/reader.js';

/**
 * The label string of a pushed stream, `{name="value", …}`: Prometheus' notation of a label set, where a string may be
 * written with any of Go's quotes. An error has the position in the words of Prometheus' parser, `1:COLUMN: parse error:
 * …`, the column counted in bytes from 1. Empty values are left out; a name that comes twice is an error.
 */
export function parseLabelString(text: string): Labels {
  return new LabelStringParser(text).parse();
}

/** The labels of a label string that is `source[start, end)`. */
export function parseLabelBytes(source: Uint8Array, start: number, end: number): Labels {
  return parseLabelString(utf8(source, start, end));
}

/** A label set as the original writes it in messages: `{a="1", b="2"}`, values in Go's double quotes. */
export function writeLabelString(labels: Labels): string {
  const pairs: string[] = [];
  for (let i = 0; i < labels.length; i += 2) pairs.push(`${labels[i]}=${goQuote(labels[i + 1]!)}`);
  return `{${pairs.join(', ')}}`;
}

/** A mistake in a label string. */
export class LabelSyntaxError extends Error {}

class LabelStringParser {
  private at = 0;
  private readonly values = new Map<string, string>();

  constructor(private readonly text: string) {}

  parse(): Labels {
    this.skipSpace();
    if (this.text[this.at] !== '{') throw this.unexpected('"{"');
    this.at++;
    this.skipSpace();
    while (this.text[this.at] !== '}') {
      this.pair();
      this.skipSpace();
      if (this.text[this.at] === '}') break;
      if (this.text[this.at] !== ',') throw this.unexpected('"," or "}"');
      this.at++;
      this.skipSpace();
    }
    this.at++;
    this.skipSpace();
    if (this.at < this.text.length) throw this.unexpected('end of input');
    return labelsFrom(this.values);
  }

  private pair(): void {
    const name = this.name();
    this.skipSpace();
    if (this.text[this.at] !== '=' || this.text[this.at + 1] === '~') throw this.unexpected('"="');
    this.at++;
    this.skipSpace();
    const value = this.string();
    if (this.values.has(name)) {
      throw new LabelSyntaxError(`stream '${this.text}' has duplicate label name: '${name}'`);
    }
    this.values.set(name, value);
  }

  private name(): string {
    NAME.lastIndex = this.at;
    const found = NAME.exec(this.text);
    if (found === null) throw this.unexpected('identifier or "}"');
    this.at += found[0].length;
    return found[0];
  }

  private string(): string {
    const quote = this.text[this.at];
    if (quote !== '"' && quote !== "'" && quote !== '`') throw this.unexpected('string');
    const literal = readGoString(this.text, this.at);
    if (!literal.ok) throw this.broken(literal.message, literal.at);
    this.at = literal.end;
    return literal.value;
  }

  private skipSpace(): void {
    while (SPACES.has(this.text[this.at]!)) this.at++;
  }

  private unexpected(wanted: string): LabelSyntaxError {
    const char = String.fromCodePoint(this.text.codePointAt(this.at) ?? 0);
    if (this.at >= this.text.length) return this.broken(`unexpected end of input inside braces`, this.at);
    NAME.lastIndex = this.at;
    const word = NAME.exec(this.text)?.[0];
    if (word !== undefined) return this.broken(`unexpected identifier "${word}" in label set, expected ${wanted}`);
    if (KNOWN_MARKS.has(char)) return this.broken(`unexpected "${char}" in label set, expected ${wanted}`);
    return this.broken(`unexpected character inside braces: '${char}'`);
  }

  private broken(what: string, at = this.at): LabelSyntaxError {
    const column = Buffer.byteLength(this.text.slice(0, at)) + 1;
    return new LabelSyntaxError(`1:${column}: parse error: ${what}`);
  }
}

const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const SPACES: ReadonlySet<string> = new Set([' ', '\t', '\n', '\r']);
/** What the notation knows apart from names and strings; anything else cannot stand in it at all. */
const KNOWN_MARKS: ReadonlySet<string> = new Set(['{', '}', '=', ',']);

/** Text as Go's strconv.Quote writes it. */
function goQuote(text: string): string {
  return `"${text.replace(UNPRINTABLE, goEscape)}"`;
}

/** Quotes, backslashes, and what Unicode does not count as printable (of spaces only the ASCII one is). */
const UNPRINTABLE = /["\\]|[^\P{C}]|[^\P{Z} ]/gu;

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
};

function goEscape(char: string): string {
  const known = ESCAPES[char];
  if (known !== undefined) return known;
  const code = char.codePointAt(0)!;
  const hex = code.toString(16);
  if (code < 0x80) return `\\x${hex.padStart(2, '0')}`;
  return code > 0xffff ? `\\U${hex.padStart(8, '0')}` : `\\u${hex.padStart(4, '0')}`;
}
