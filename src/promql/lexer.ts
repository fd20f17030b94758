import { quoteGo, quoteGoRune } from '../lib/go-quote.js';
import { readGoString } from '../lib/go-string.js';
import type { QuartetError } from '../model/errors.js';
import { DURATION_WORD, MALFORMED_NUMBER, NUMBER } from './number-literal.js';
import { parseError } from './parse-error.js';
import { SYMBOLS, type Token, type TokenKind, WORD_KINDS } from './tokens.js';

/** Where the lexer stands: it knows other characters in braces, and in a bracket before its first duration. */
type Mode = 'expression' | 'braces' | 'duration';

const SPACE = /(?:[ \t\r\n]+|#[^\n]*)+/y;
const METRIC_WORD = /[A-Za-z_:][A-Za-z0-9_:]*/y;
const WORD = /[A-Za-z_][A-Za-z0-9_]*/y;
const NUMBER_START = /\d|\.\d/y;
const NUMBER_WORD = /[0-9A-Za-z_.]+/y;

const BRACE_SYMBOLS: readonly TokenKind[] = ['=~', '!=', '!~', '=', ',', '}'];
const DURATION_SYMBOLS: readonly TokenKind[] = ['(', ')', '+', '-', '*', '/', '%', '^', ',', ':'];
const DURATION_WORDS: ReadonlySet<string> = new Set(['step', 'range', 'min_of', 'max_of']);

/**
 * Splits a query into tokens, one at a time, so that a mistake is told before what is wrong behind it. Throws
 * `invalid_argument`. https://prometheus.io/docs/prometheus/latest/querying/basics/
 */
export class Lexer {
  private at = 0;
  private mode: Mode = 'expression';
  private openParentheses = 0;
  private isInBracket = false;
  private hasColon = false;

  constructor(private readonly query: string) {}

  next(): Token {
    this.match(SPACE);
    if (this.at >= this.query.length) return this.end();
    if (this.mode === 'braces') return this.inBraces();
    return this.mode === 'duration' ? this.inDuration() : this.inExpression();
  }

  private end(): Token {
    const { query, mode } = this;
    if (mode === 'braces') throw this.error('unexpected end of input inside braces');
    if (mode === 'duration') throw this.error('unexpected end of input in duration expression');
    if (this.openParentheses > 0) throw this.error('unclosed left parenthesis');
    if (this.isInBracket) throw this.error('unclosed left bracket');
    return { kind: 'end-of-input', text: '', value: '', start: query.length, end: query.length };
  }

  private inExpression(): Token {
    const char = this.char();
    if (isQuote(char)) return this.string();
    if (this.startsNumber()) return this.number();
    const word = this.isInBracket && char === ':' ? undefined : this.match(METRIC_WORD);
    if (word !== undefined) {
      const kind = WORD_KINDS.get(word.toLowerCase()) ?? (word.includes(':') ? 'metric-identifier' : 'identifier');
      return this.token(kind, word);
    }
    const symbol = this.symbol(SYMBOLS);
    if (symbol === undefined || symbol === '}') throw this.strange(char);
    if (symbol === '=~' || symbol === '!~') throw this.error(`unexpected character after '${char}': '~'`);
    return this.punctuation(symbol);
  }

  private inBraces(): Token {
    const char = this.char();
    if (isQuote(char)) return this.string();
    const word = this.match(WORD);
    if (word !== undefined) return this.token('identifier', word);
    const symbol = this.symbol(BRACE_SYMBOLS);
    if (symbol === undefined) {
      if (char === '{') throw this.error("unexpected left brace '{'");
      if (char === '!') {
        this.at++;
        throw this.error(`unexpected character after '!' inside braces: ${quoteGoRune(this.char() || '\0')}`);
      }
      throw this.error(`unexpected character inside braces: ${quoteGoRune(char)}`);
    }
    return this.punctuation(symbol);
  }

  private inDuration(): Token {
    const char = this.char();
    if (this.startsNumber()) {
      this.mode = 'expression';
      return this.number();
    }
    WORD.lastIndex = this.at;
    const word = WORD.exec(this.query)?.[0].toLowerCase();
    if (word !== undefined && DURATION_WORDS.has(word)) {
      // A step or range is a duration by itself, and a bracket may close or go on behind it.
      if (word === 'step' || word === 'range') this.mode = 'expression';
      return this.token(WORD_KINDS.get(word)!, this.match(WORD)!);
    }
    const symbol = this.symbol(DURATION_SYMBOLS);
    if (symbol === undefined) throw this.error(`unexpected character in duration expression: ${quoteGoRune(char)}`);
    if (symbol === ':') {
      this.at++;
      throw this.error('unexpected colon before duration in duration expression');
    }
    return this.punctuation(symbol);
  }

  /** Takes a symbol, and notes what it opens or closes. */
  private punctuation(symbol: TokenKind): Token {
    if (symbol === '(') this.openParentheses++;
    if (symbol === ')' && --this.openParentheses < 0) {
      this.at++;
      throw this.error("unexpected right parenthesis ')'");
    }
    if (symbol === '{') this.mode = 'braces';
    if (symbol === '}') this.mode = 'expression';
    if (symbol === '[') {
      if (this.isInBracket) throw this.error("unexpected left bracket '['");
      this.isInBracket = true;
      this.hasColon = false;
      this.mode = 'duration';
    }
    if (symbol === ']') {
      if (!this.isInBracket) throw this.error("unexpected right bracket ']'");
      this.isInBracket = false;
    }
    if (symbol === ':') {
      if (this.hasColon) throw this.error("unexpected colon ':'");
      this.hasColon = true;
    }
    this.at += symbol.length;
    return this.token(symbol, symbol);
  }

  private string(): Token {
    const read = readGoString(this.query, this.at);
    if (!read.ok) throw this.error(read.message);
    const start = this.at;
    this.at = read.end;
    return { kind: 'string', text: this.query.slice(start, read.end), value: read.value, start, end: read.end };
  }

  private startsNumber(): boolean {
    NUMBER_START.lastIndex = this.at;
    return NUMBER_START.test(this.query);
  }

  private number(): Token {
    const number = this.match(NUMBER);
    if (number !== undefined) return this.token('number', number);
    NUMBER_WORD.lastIndex = this.at;
    const word = NUMBER_WORD.exec(this.query)![0];
    if (!DURATION_WORD.test(word)) {
      throw this.error(`bad number or duration syntax: ${quoteGo(MALFORMED_NUMBER.exec(word)![0])}`);
    }
    this.at += word.length;
    return this.token('duration', word);
  }

  private symbol(symbols: readonly TokenKind[]): TokenKind | undefined {
    return symbols.find((symbol) => this.query.startsWith(symbol, this.at));
  }

  /** Takes what a sticky pattern finds here. */
  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.query)?.[0];
    this.at += found?.length ?? 0;
    return found;
  }

  /** The token that ends here. */
  private token(kind: TokenKind, text: string): Token {
    return { kind, text, value: text, start: this.at - text.length, end: this.at };
  }

  private char(): string {
    const code = this.query.codePointAt(this.at);
    return code === undefined ? '' : String.fromCodePoint(code);
  }

  private strange(char: string): QuartetError {
    if (char !== '!') return this.error(`unexpected character: ${quoteGoRune(char)}`);
    return this.error(`unexpected character after '!': ${quoteGoRune(this.query[this.at + 1] ?? '\0')}`);
  }

  private error(message: string): QuartetError {
    return parseError(this.query, this.at, message);
  }
}

const isQuote = (char: string): boolean => char === '"' || char === "'" || char === '`';
