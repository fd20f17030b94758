import { BRACE_CLOSE, beginsLabelName, blankEnd, COMMA, EQUALS, labelNameEnd, QUOTE, quotedEnd } from './characters.js';
import type { PageText } from './page-text.js';

export interface LabelPairs {
  readonly pairs: [name: string, value: string][];
  /** The metric name, where it stands among the labels. */
  readonly metricName: string | undefined;
  /** Behind the closing brace. */
  readonly end: number;
}

/** `loose`: with blanks between all parts, lines within values, and commas that may be missing, as in text 0.0.4. */
export type PairStyle = 'loose' | 'strict';

/**
 * Reads what stands between braces, `a="b","c.d"="e"}`, from behind the opening one; `from` is where what it belongs to
 * begins. https://prometheus.io/docs/instrumenting/exposition_formats/#comments-help-text-and-type-information
 */
export function readLabelPairs(page: PageText, start: number, from: number, style: PairStyle): LabelPairs {
  return new PairReader(page, start, from, style).read();
}

class PairReader {
  private readonly pairs: [string, string][] = [];
  private metricName: string | undefined;

  constructor(
    private readonly page: PageText,
    private at: number,
    private readonly from: number,
    private readonly style: PairStyle,
  ) {}

  read(): LabelPairs {
    const { bytes } = this.page;
    for (let first = true; ; first = false) {
      this.skipBlanks();
      if (!first) this.skipComma();
      if (bytes[this.at] === BRACE_CLOSE) break;
      this.readPair();
    }
    return { pairs: this.pairs, metricName: this.metricName, end: this.at + 1 };
  }

  private skipBlanks(): void {
    if (this.style === 'loose') this.at = blankEnd(this.page.bytes, this.at);
  }

  private skipComma(): void {
    const byte = this.page.bytes[this.at];
    if (byte === COMMA) {
      this.at++;
      this.skipBlanks();
    } else if (byte !== BRACE_CLOSE && this.style === 'strict') throw this.unexpected('a comma or a closing brace');
  }

  private readPair(): void {
    const { bytes } = this.page;
    const isQuoted = bytes[this.at] === QUOTE;
    const name = isQuoted ? this.readString('a label name') : this.readName();
    this.skipBlanks();
    const byte = bytes[this.at];
    if (isQuoted && (byte === COMMA || byte === BRACE_CLOSE)) {
      if (this.metricName !== undefined) throw this.error('the metric name is already set');
      this.metricName = name;
      return;
    }
    if (byte !== EQUALS) throw this.unexpected('an equals sign behind the label name');
    this.at++;
    this.skipBlanks();
    if (bytes[this.at] !== QUOTE) throw this.unexpected('a label value in double quotes');
    this.pairs.push([name, this.readString('a label value')]);
  }

  private readName(): string {
    const start = this.at;
    const { bytes } = this.page;
    if (start >= bytes.length || !beginsLabelName(bytes[start]!))
      throw this.unexpected('a label name or a closing brace');
    this.at = labelNameEnd(bytes, start);
    return this.page.ascii(start, this.at);
  }

  private readString(what: string): string {
    const { page, at } = this;
    const end = quotedEnd(page.bytes, at);
    if (end < 0) throw page.error(`${what} is not closed: ${page.shown(at, page.lineEnd(at))}`, at);
    const text = page.text(at + 1, end - 1);
    if (text === undefined) throw page.error(`${what} is not UTF-8: ${page.shown(at, end)}`, at);
    if (this.style === 'strict' && text.includes('\n'))
      throw page.error(`${what} goes on in the next line: ${page.shown(at, end)}`, at);
    this.at = end;
    return unescaped(text);
  }

  private unexpected(expected: string): Error {
    return this.page.unexpected(expected, this.at, this.from);
  }

  private error(what: string): Error {
    return this.page.error(`${what} while parsing ${this.page.shown(this.from, this.at)}`, this.at);
  }
}

/** `\"`, `\\` and `\n`; before anything else a backslash stands for itself. */
export const unescaped = (text: string): string =>
  text.includes('\\') ? text.replace(/\\(["\\n])/g, (_, char: string) => (char === 'n' ? '\n' : char)) : text;
