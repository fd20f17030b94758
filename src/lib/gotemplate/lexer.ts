import { quoteGo } from '../go-quote.js';
import { readNumber } from './lexer-number.js';
import { SPACE, type Token, type TokenKind, WORD } from './tokens.js';

const LEFT = '{{';
const RIGHT = '}}';
const OPEN_COMMENT = '/*';
const CLOSE_COMMENT = '*/';

const WORDS = new Map<string, TokenKind>([
  ['true', 'bool'],
  ['false', 'bool'],
  ['nil', 'nil'],
  ...['block', 'break', 'continue', 'define', 'else', 'end', 'if', 'range', 'template', 'with'].map(
    (word) => [word, 'keyword'] as const,
  ),
]);

const SINGLE: Readonly<Record<string, TokenKind>> = { '=': '=', '|': '|', '(': '(', ')': ')' };

/**
 * Cuts a template into tokens. The last one is `eof`, or `error` with what is wrong: the parser reports it when it comes to
 * it. https://pkg.go.dev/text/template#hdr-Text_and_spaces
 */
export function tokenize(source: string): readonly Token[] {
  return new Lexer(source).run();
}

class Lexer {
  private readonly tokens: Token[] = [];
  private at = 0;
  private line = 1;
  private parentheses = 0;

  constructor(private readonly source: string) {}

  run(): readonly Token[] {
    for (;;) {
      const left = this.source.indexOf(LEFT, this.at);
      const end = left < 0 ? this.source.length : left;
      const trimsRight = left >= 0 && this.isTrimMarker(left + LEFT.length);
      const text = this.source.slice(this.at, end);
      const shown = trimsRight ? withoutSpaceBehind(text) : text;
      if (shown !== '') this.push('text', shown, this.at);
      this.skipTo(end);
      if (left < 0) {
        this.push('eof', '', this.at);
        return this.tokens;
      }
      const problem = this.isComment(left, trimsRight) ? this.comment(left, trimsRight) : this.action(left, trimsRight);
      if (problem !== undefined) {
        this.push('error', problem, this.at);
        return this.tokens;
      }
    }
  }

  private push(kind: TokenKind, value: string, at: number): void {
    this.tokens.push({ kind, value, at, line: this.line });
  }

  /** Goes on at `end`, counting the lines on the way. */
  private skipTo(end: number): void {
    for (let i = this.at; i < end; i++) if (this.source[i] === '\n') this.line++;
    this.at = end;
  }

  /** `- ` behind `{{`. */
  private isTrimMarker(at: number): boolean {
    return this.source[at] === '-' && SPACE.test(this.source[at + 1] ?? '');
  }

  /** ` -}}`: 4 characters. */
  private isTrimmedRight(at: number): boolean {
    return SPACE.test(this.source[at] ?? '') && this.source.startsWith(`-${RIGHT}`, at + 1);
  }

  private isComment(left: number, trims: boolean): boolean {
    return this.source.startsWith(OPEN_COMMENT, left + LEFT.length + (trims ? 2 : 0));
  }

  private comment(left: number, trims: boolean): string | undefined {
    const from = left + LEFT.length + (trims ? 2 : 0);
    const end = this.source.indexOf(CLOSE_COMMENT, from);
    if (end < 0) return 'unclosed comment';
    this.skipTo(end + CLOSE_COMMENT.length);
    const trimsLeft = this.isTrimmedRight(this.at);
    if (!trimsLeft && !this.source.startsWith(RIGHT, this.at)) return 'comment ends before closing delimiter';
    this.closeAction(trimsLeft ? this.at + 4 : this.at + RIGHT.length, trimsLeft);
    return undefined;
  }

  /** Goes behind `}}`, and behind the space after ` -}}`. */
  private closeAction(end: number, trimsLeft: boolean): void {
    let to = end;
    if (trimsLeft) while (SPACE.test(this.source[to] ?? '')) to++;
    this.skipTo(to);
  }

  private action(left: number, trims: boolean): string | undefined {
    this.push('{{', LEFT, left);
    this.skipTo(left + LEFT.length + (trims ? 2 : 0));
    this.parentheses = 0;
    for (;;) {
      const trimsLeft = this.isTrimmedRight(this.at);
      if (trimsLeft || this.source.startsWith(RIGHT, this.at)) {
        if (this.parentheses > 0) return 'unclosed left paren';
        this.push('}}', RIGHT, trimsLeft ? this.at + 2 : this.at);
        this.closeAction(trimsLeft ? this.at + 4 : this.at + RIGHT.length, trimsLeft);
        return undefined;
      }
      const problem = this.element();
      if (problem !== undefined) return problem;
    }
  }

  /** One token inside of an action. */
  private element(): string | undefined {
    const char = this.source[this.at];
    if (char === undefined) return 'unclosed action';
    if (SPACE.test(char)) return this.space();
    if (char === ':') {
      if (this.source[this.at + 1] !== '=') return 'expected :=';
      return this.emit(':=', 2);
    }
    if (char === '"' || char === "'") return this.quoted(char);
    if (char === '`') return this.raw();
    if (char === '$') return this.name('variable', this.at + 1);
    if (char === '.' && !/\d/.test(this.source[this.at + 1] ?? 'x')) return this.name('field', this.at + 1);
    if (/[.+\-\d]/.test(char)) return this.number();
    if (WORD.test(this.charAt(this.at))) return this.word();
    return this.punctuation(char);
  }

  private emit(kind: TokenKind, length: number): undefined {
    this.push(kind, this.source.slice(this.at, this.at + length), this.at);
    this.skipTo(this.at + length);
    return undefined;
  }

  private charAt(at: number): string {
    const code = this.source.codePointAt(at);
    return code === undefined ? '' : String.fromCodePoint(code);
  }

  private space(): undefined {
    let end = this.at;
    while (SPACE.test(this.source[end] ?? '') && !this.isTrimmedRight(end)) end++;
    return this.emit('space', end - this.at);
  }

  private punctuation(char: string): string | undefined {
    const kind = SINGLE[char];
    if (kind === '(') this.parentheses++;
    if (kind === ')' && --this.parentheses < 0) return 'unexpected right paren';
    if (kind !== undefined) return this.emit(kind, 1);
    if (char > ' ' && char < '\x7f') return this.emit('char', 1);
    return `unrecognized character in action: ${describeChar(this.charAt(this.at))}`;
  }

  private quoted(quote: string): string | undefined {
    const isText = quote === '"';
    for (let end = this.at + 1; end < this.source.length; end++) {
      const char = this.source[end];
      if (char === '\n') break;
      if (char === quote) return this.emit(isText ? 'string' : 'char-constant', end + 1 - this.at);
      if (char === '\\') end++;
      if (this.source[end] === '\n') break;
    }
    return isText ? 'unterminated quoted string' : 'unterminated character constant';
  }

  private raw(): string | undefined {
    const end = this.source.indexOf('`', this.at + 1);
    return end < 0 ? 'unterminated raw quoted string' : this.emit('raw-string', end + 1 - this.at);
  }

  /** The word that begins at `from`, and behind it something that ends it. */
  private wordEnd(from: number): number | string {
    let end = from;
    for (let char = this.charAt(end); WORD.test(char); char = this.charAt(end)) end += char.length;
    const next = this.source[end];
    const isEnd = next === undefined || /[ \t\r\n.,|:()]/.test(next) || this.source.startsWith(RIGHT, end);
    return isEnd ? end : `bad character ${describeChar(this.charAt(end))}`;
  }

  /** `.field`, `$variable`; a dot or a dollar alone. */
  private name(kind: 'field' | 'variable', from: number): string | undefined {
    const end = this.wordEnd(from);
    if (typeof end === 'string') return end;
    return this.emit(end === from && kind === 'field' ? 'dot' : kind, end - this.at);
  }

  private word(): string | undefined {
    const end = this.wordEnd(this.at);
    if (typeof end === 'string') return end;
    return this.emit(WORDS.get(this.source.slice(this.at, end)) ?? 'identifier', end - this.at);
  }

  private number(): string | undefined {
    const { end, isNumber } = readNumber(this.source, this.at);
    if (!isNumber) return `bad number syntax: ${quoteGo(this.source.slice(this.at, end))}`;
    return this.emit('number', end - this.at);
  }
}

/** `U+0025 '%'`. */
function describeChar(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  const shown = /[\p{L}\p{M}\p{N}\p{P}\p{S} ]/u.test(char) ? ` '${char}'` : '';
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}${shown}`;
}

function withoutSpaceBehind(text: string): string {
  let end = text.length;
  while (end > 0 && SPACE.test(text[end - 1]!)) end--;
  return text.slice(0, end);
}
