import { parseDuration } from '../lib/duration.js';
import { readGoDuration } from '../lib/go-duration.js';
import { parseGoFloat } from '../lib/go-number.js';
import { readGoString } from '../lib/go-string.js';
import { readAttributeName } from './attribute-name.js';
import { parseError } from './parse-error.js';
import {
  ATTRIBUTE_SCOPES,
  KEYWORD_KINDS,
  MAX_SYMBOL_LENGTH,
  SCOPE_KINDS,
  SYMBOL_KINDS,
  type Token,
  type TokenKind,
} from './tokens.js';

const SPACE = /(?:[ \t\r\n]+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y;
const WORD = /[\p{L}_][\p{L}\p{Nd}_]*/uy;
const NUMBER = /0[xXbBoO][\dA-Fa-f_]*|(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d*)?/y;
const DURATION_UNITS = /[\d.nuµμmshdwy]+/y;
const CHAR = /'(?:[^'\\\n]|\\[^\n])*'/uy;

const MAX_DURATION_LENGTH = 100;
const MAX_INT64 = 2n ** 63n - 1n;

const STARTS_ATTRIBUTE: ReadonlySet<TokenKind> = new Set<TokenKind>(['.', ...ATTRIBUTE_SCOPES]);

/**
 * Splits a query into tokens, one at a time, so that a mistake is told before what is wrong behind it. Throws
 * `invalid_argument`. https://grafana.com/docs/tempo/latest/traceql/construct-traceql-queries/
 */
export class Lexer {
  private at = 0;
  /** Tokens of an attribute that was read as a whole. */
  private pending: Token[] = [];

  constructor(private readonly query: string) {}

  next(): Token {
    const pending = this.pending.shift();
    if (pending !== undefined) return pending;
    const token = this.scan();
    if (STARTS_ATTRIBUTE.has(token.kind)) this.attribute(token);
    return token;
  }

  private scan(): Token {
    this.match(SPACE);
    const { query, at } = this;
    if (at >= query.length) return this.token('$end', '');
    if (query.startsWith('/*', at)) throw parseError(query, at, 'comment not terminated');
    const char = query[at]!;
    if (char === '"' || char === '`') return this.string();
    if (char === "'") return this.character();
    return this.number() ?? this.word() ?? this.symbol() ?? this.strange();
  }

  /** What follows `scope`: a name, if there is one, and its end. Behind `parent.` may stand a scope of the parent. */
  private attribute(scope: Token): void {
    const part = (kind: TokenKind, text: string): Token => ({
      kind,
      text,
      amount: 0,
      start: scope.start,
      hasNoLine: true,
    });
    if (scope.kind === 'parent.') {
      const inner = (['span.', 'resource.'] as const).find((text) => this.query.startsWith(text, this.at));
      if (inner !== undefined) {
        this.at += inner.length;
        this.pending.push(part(inner, inner));
      }
    }
    const read = readAttributeName(this.query, this.at);
    if (!read.ok) throw parseError(this.query, read.at, read.message);
    this.at = read.end;
    if (read.name !== '') this.pending.push(part('IDENTIFIER', read.name));
    this.pending.push(part('END_ATTRIBUTE', ''));
  }

  private string(): Token {
    const start = this.at;
    const read = readGoString(this.query, start);
    if (!read.ok) {
      const isOpen = read.message.startsWith('unterminated');
      throw parseError(this.query, start, isOpen ? 'literal not terminated' : 'invalid char escape');
    }
    this.at = read.end;
    return { kind: 'STRING', text: read.value, amount: 0, start, hasNoLine: false };
  }

  /** Go's literal of one character, which TraceQL has no use for. */
  private character(): Token {
    const start = this.at;
    const text = this.match(CHAR);
    if (text === undefined) throw parseError(this.query, start, 'literal not terminated');
    if (!text.includes('\\') && [...text].length !== 3) throw parseError(this.query, start, 'invalid char literal');
    return this.token('IDENTIFIER', text);
  }

  private number(): Token | undefined {
    const digits = this.match(NUMBER);
    if (digits === undefined) return undefined;
    const start = this.at - digits.length;
    const duration = this.duration(digits, start);
    if (duration !== undefined) return duration;
    if (/^\d+$/.test(digits)) {
      const value = BigInt(digits);
      if (value <= MAX_INT64) {
        return this.token('INTEGER', digits, value > Number.MAX_SAFE_INTEGER ? value : Number(value));
      }
    }
    const isFloat = /^[\d._]*[.eE]/.test(digits);
    const value = isFloat && !/[eE][+-]?$/.test(digits) ? parseGoFloat(digits.replaceAll('_', '')) : undefined;
    if (value !== undefined && Number.isFinite(value)) return this.token('FLOAT', digits, value);
    throw parseError(this.query, start, numberProblem(digits, isFloat));
  }

  /** The digits with what stands right behind them, where that makes a duration: `1m30s`, `1.5h`, `2d`. */
  private duration(digits: string, start: number): Token | undefined {
    const behind = this.at;
    const units = this.match(DURATION_UNITS);
    const ns = units === undefined ? undefined : durationNs(digits + units);
    if (ns !== undefined) return { ...this.token('DURATION', digits + units, ns), start, hasNoLine: true };
    this.at = behind;
    return undefined;
  }

  private word(): Token | undefined {
    const word = this.match(WORD);
    if (word === undefined) return undefined;
    const scope = SCOPE_KINDS.get(word + this.query[this.at]);
    if (scope === undefined) return this.token(KEYWORD_KINDS.get(word) ?? 'IDENTIFIER', word);
    this.at++;
    return { ...this.token(scope, scope), hasNoLine: true };
  }

  private symbol(): Token | undefined {
    for (let length = MAX_SYMBOL_LENGTH; length > 0; length--) {
      const symbol = SYMBOL_KINDS.get(this.query.slice(this.at, this.at + length));
      if (symbol === undefined) continue;
      this.at += symbol.length;
      return { ...this.token(symbol, symbol), hasNoLine: symbol.length > 1 };
    }
    return undefined;
  }

  private strange(): Token {
    const char = String.fromCodePoint(this.query.codePointAt(this.at)!);
    this.at += char.length;
    return this.token('IDENTIFIER', char);
  }

  /** Takes what a sticky pattern finds here. */
  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.query)?.[0];
    this.at += found?.length ?? 0;
    return found;
  }

  /** The token that ends here. */
  private token(kind: TokenKind, text: string, amount: number | bigint = 0): Token {
    return { kind, text, amount, start: this.at - text.length, hasNoLine: false };
  }
}

/** In Go's or in Prometheus' notation. https://pkg.go.dev/time#ParseDuration */
function durationNs(text: string): number | undefined {
  if (text.length > MAX_DURATION_LENGTH) return undefined;
  const read = readGoDuration(text);
  if ('value' in read) return read.value;
  const ms = parseDuration(text);
  return ms === undefined || ms * 1e6 >= 2 ** 63 ? undefined : Math.round(ms * 1e6);
}

/** Worded as Go's scanner and package strconv word it. */
function numberProblem(digits: string, isFloat: boolean): string {
  if (/[eE][+-]?$/.test(digits) && isFloat) return 'exponent has no digits';
  const [reader, isNumber] = isFloat ? ['ParseFloat', true] : ['Atoi', /^\d+$/.test(digits)];
  const shown = digits.length > 100 ? `${digits.slice(0, 100)}...` : digits;
  return `strconv.${reader}: parsing ${JSON.stringify(shown)}: ${isNumber ? 'value out of range' : 'invalid syntax'}`;
}
