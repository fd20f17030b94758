import { BRACE_OPEN, blankEnd, HASH, isDigit, LINE_FEED, SPACE, TAB } from './characters.js';
import { TextPage } from './text-page.js';

/** The types of TYPE lines, and what they are called in metadata. */
const TYPES: ReadonlyMap<string, string> = new Map([
  ['counter', 'counter'],
  ['gauge', 'gauge'],
  ['histogram', 'histogram'],
  ['summary', 'summary'],
  ['untyped', 'unknown'],
]);

/** Digits of a timestamp, ms. More would not be whole in a double. */
const MAX_TIMESTAMP_DIGITS = 15;

/**
 * Prometheus' text format, 0.0.4 and 1.0.0 (which has quoted names).
 * https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
 */
export class PrometheusText extends TextPage {
  protected readonly style = 'loose';
  protected readonly types = TYPES;
  /** This format does not know it. */
  readonly createdMs = undefined;

  next(): boolean {
    const { source } = this;
    for (;;) {
      const at = blankEnd(source, this.position);
      this.position = at;
      if (at >= source.length) return false;
      if (source[at] === LINE_FEED) this.position = at + 1;
      else if (source[at] === HASH) this.readComment(at);
      else break;
    }
    this.readSample();
    return true;
  }

  private readSample(): void {
    const { source } = this;
    this.passSeries();
    const start = blankEnd(source, this.position);
    const end = valueEnd(source, start);
    this.value = this.readValue(start, end);
    this.ms = undefined;
    const behind = blankEnd(source, end);
    this.position = isDigit(source[behind]) ? this.readTimestamp(behind) : behind;
    if (this.position < source.length && source[this.position] !== LINE_FEED) throw this.notAtEnd();
    this.position++;
  }

  private notAtEnd(): Error {
    const expected = this.ms === undefined ? 'a timestamp in ms or the end of the line' : 'the end of the line';
    return this.page.unexpected(expected, this.position, this.seriesStart);
  }

  private readTimestamp(start: number): number {
    const { source, page } = this;
    let ms = 0;
    let at = start;
    for (; isDigit(source[at]); at++) ms = ms * 10 + source[at]! - 0x30;
    if (at - start > MAX_TIMESTAMP_DIGITS)
      throw page.error(`timestamp ${page.shown(start, at)} is out of range`, start);
    this.ms = ms;
    return blankEnd(source, at);
  }

  /** A line that begins with `#`: what is no well-formed HELP or TYPE is a comment. */
  private readComment(start: number): void {
    const { source, page } = this;
    const end = page.lineEnd(start);
    this.position = end + 1;
    const word = blankEnd(source, start + 1);
    if (word === start + 1) return;
    const keyword = page.ascii(word, Math.min(word + 4, end));
    const at = blankEnd(source, word + 4);
    if ((keyword !== 'HELP' && keyword !== 'TYPE') || at === word + 4) return;
    const family = this.familyName(at);
    if (family === undefined) return;
    const text = Math.min(family.end + 1, end);
    if (keyword === 'TYPE') this.type = this.readType(text, end);
    this.noteFamily(keyword === 'TYPE' ? 'type' : 'help', family, text, end);
  }

  /** Only `\\` and `\n` mean something here. */
  protected unescapedHelp(text: string): string {
    if (!text.includes('\\')) return text;
    return text.replace(/\\([\\n])/g, (_, char: string) => (char === 'n' ? '\n' : char));
  }
}

function valueEnd(bytes: Uint8Array, start: number): number {
  let at = start;
  for (; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === SPACE || byte === LINE_FEED || byte === TAB || byte === BRACE_OPEN) break;
  }
  return at;
}
