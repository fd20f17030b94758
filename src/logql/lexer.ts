import { parseGoFloat } from '../lib/go-number.js';
import { readGoString } from '../lib/go-string.js';
import { bytesLiteral } from './bytes-literal.js';
import { durationLiteral, rangeLiteral } from './duration-literal.js';
import { meaningError, parseError } from './parse-error.js';
import { FUNCTION_KINDS, KEYWORD_KINDS, SYMBOLS, type Token, type TokenKind } from './tokens.js';

const SPACE = /(?:[ \t\r\n]+|#[^\n]*)+/y;
const WORD = /[\p{L}_][\p{L}\p{Nd}_]*/uy;
const FLAG = /--(?:strict|keep-empty)(?![\w-])/y;
const NUMBER = /0[xX][\dA-Fa-f_]*|(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+)?/y;
const DURATION_UNITS = /[\d.nuµμmshdwy]+/y;
const BYTES_UNITS = /[\d.kmgtpeib]+/iy;
const NEGATIVE_DURATION = /-[\d.][\d.nuµμmshdwy]*/y;
/** `(` or `by (`: what shows that a word is a function. */
const OPENING = /[ \t\r\n]*(?:\(|(?:by|without)[ \t\r\n]*\()/iy;

/**
 * Splits a query into tokens, one at a time, so that a mistake is told before what is wrong behind it. Throws
 * `invalid_argument`. https://grafana.com/docs/loki/latest/query/
 */
export class Lexer {
  private at = 0;
  /** Where the last token or comment began. */
  private last = 0;

  constructor(private readonly query: string) {}

  next(): Token {
    const from = this.at;
    const comment = this.match(SPACE)?.lastIndexOf('#') ?? -1;
    if (comment >= 0) this.last = from + comment;
    this.refuseNul(from, this.at, this.last, false);
    this.last = this.at;
    const token = this.read();
    this.refuseNul(token.start, this.at, token.start);
    return token;
  }

  private read(): Token {
    const { query, at } = this;
    if (at >= query.length) return this.token('$end', '');
    const char = query[at]!;
    if (char === '"' || char === '`') return this.string();
    if (char === '[') return this.range();
    return this.number() ?? this.dash() ?? this.word() ?? this.symbol() ?? this.strange();
  }

  /** Of a NUL within these bounds or right behind them. As in Loki it is told at what stands before it. */
  private refuseNul(start: number, end: number, place: number, hasLine?: boolean): void {
    if (!this.query.slice(start, end + 1).includes('\0')) return;
    throw parseError(this.query, place, 'invalid character NUL', hasLine);
  }

  private string(): Token {
    const start = this.at;
    const read = readGoString(this.query, start);
    if (!read.ok) {
      this.refuseNul(start, this.query.length, start);
      const isOpen = read.message.startsWith('unterminated');
      throw parseError(this.query, start, isOpen ? 'literal not terminated' : 'invalid char escape');
    }
    this.at = read.end;
    return { kind: 'STRING', text: this.query.slice(start, read.end), value: read.value, amount: 0, start };
  }

  /** `[5m]`, brackets and all. */
  private range(): Token {
    const start = this.at;
    const end = this.query.indexOf(']', start);
    if (end < 0) throw parseError(this.query, start, "missing closing ']' in duration", false);
    this.refuseNul(start, end, start, false);
    const range = rangeLiteral(this.query.slice(start + 1, end));
    if ('problem' in range) throw parseError(this.query, start, range.problem, false);
    this.at = end + 1;
    return this.token('RANGE', this.query.slice(start, end + 1), range.ms);
  }

  private number(): Token | undefined {
    const digits = this.match(NUMBER);
    if (digits === undefined) return undefined;
    return (
      this.withUnit(digits, DURATION_UNITS, durationLiteral, 'DURATION') ??
      this.withUnit(digits, BYTES_UNITS, bytesLiteral, 'BYTES') ??
      this.token('NUMBER', digits, numberOf(digits))
    );
  }

  /** The digits with what stands right behind them, where that makes an amount. */
  private withUnit(
    digits: string,
    units: RegExp,
    amountOf: (text: string) => number | undefined,
    kind: TokenKind,
  ): Token | undefined {
    const behind = this.at;
    const text = digits + (this.match(units) ?? '');
    const amount = this.at === behind ? undefined : amountOf(text);
    if (amount !== undefined) return this.token(kind, text, amount);
    this.at = behind;
    return undefined;
  }

  /** What a dash may begin beside an operator: `--strict`, `-5m`. */
  private dash(): Token | undefined {
    if (this.query[this.at] !== '-') return undefined;
    const flag = this.match(FLAG);
    if (flag !== undefined) return this.token('PARSER_FLAG', flag);
    const start = this.at;
    const duration = this.match(NEGATIVE_DURATION);
    const ns = duration === undefined ? undefined : durationLiteral(duration);
    if (ns !== undefined) return this.token('DURATION', duration!, ns);
    this.at = start;
    return undefined;
  }

  private word(): Token | undefined {
    const word = this.match(WORD);
    if (word === undefined) return undefined;
    const lowered = word.toLowerCase();
    const kind = KEYWORD_KINDS.get(lowered) ?? (this.isOpening() ? FUNCTION_KINDS.get(lowered) : undefined);
    return this.token(kind ?? 'IDENTIFIER', word);
  }

  private isOpening(): boolean {
    OPENING.lastIndex = this.at;
    return OPENING.test(this.query);
  }

  private symbol(): Token | undefined {
    const symbol = SYMBOLS.find((text) => this.query.startsWith(text, this.at));
    if (symbol === undefined) return undefined;
    this.at += symbol.length;
    return this.token(symbol, symbol);
  }

  private strange(): Token {
    const char = String.fromCodePoint(this.query.codePointAt(this.at)!);
    this.at += char.length;
    return this.token('$unk', char);
  }

  /** Takes what a sticky pattern finds here. */
  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.query)?.[0];
    this.at += found?.length ?? 0;
    return found;
  }

  /** The token that ends here. */
  private token(kind: TokenKind, text: string, amount = 0): Token {
    return { kind, text, value: text, amount, start: this.at - text.length };
  }
}

function numberOf(digits: string): number {
  const value = /^_|__|_$|_\.|\._/.test(digits) ? undefined : parseGoFloat(digits.replaceAll('_', ''));
  if (value === undefined) {
    throw meaningError(`unable to parse float: strconv.ParseFloat: parsing ${JSON.stringify(digits)}: invalid syntax`);
  }
  return value;
}
