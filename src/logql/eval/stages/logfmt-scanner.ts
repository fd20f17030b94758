import { unquoteLogfmt } from '../../../lib/logfmt-value.js';
import { stringEnd } from './json-scan.js';

const SPACE = 0x20;
const QUOTE = 0x22;
const EQUALS = 0x3d;
/** Stands for bytes that were no UTF-8. */
const REPLACEMENT = 0xfffd;

/**
 * Goes through the pairs of a logfmt line, `key=value key="quoted value" key`, in one pass, making no strings. Whatever is
 * no greater than a blank separates pairs. https://grafana.com/docs/loki/latest/query/log_queries/#logfmt
 */
export class LogfmtScanner {
  /** Where the key of the pair at hand stands. */
  keyStart = 0;
  keyEnd = 0;
  /** What is wrong with the line, at `failedAt`; the scanner stops there when it is strict. */
  failure: string | undefined;
  failedAt = 0;

  private line = '';
  private at = 0;
  private valueStart = 0;
  private valueEnd = 0;
  /** Of a value with escapes. */
  private unquoted: string | undefined;

  /** Without `isStrict`, wrong pairs are left out. */
  constructor(private readonly isStrict: boolean) {}

  open(line: string): void {
    this.line = line;
    this.at = 0;
    this.failure = undefined;
  }

  /** The value of the pair at hand; empty where there is none. */
  value(): string {
    return this.unquoted ?? this.line.slice(this.valueStart, this.valueEnd);
  }

  /** Goes to the next pair; false at the end of the line. */
  next(): boolean {
    while (!this.read()) {
      if (this.failure === undefined || this.isStrict) return false;
      this.failure = undefined;
      this.at = blankFrom(this.line, this.failedAt);
    }
    return true;
  }

  /** False at the end of the line and where a pair is wrong. */
  private read(): boolean {
    const { line } = this;
    const { length } = line;
    let at = this.at;
    while (at < length && line.charCodeAt(at) <= SPACE) at++;
    if (at >= length) return false;
    this.keyStart = at;
    let isBroken = false;
    let code = 0;
    for (; at < length; at++) {
      code = line.charCodeAt(at);
      if (code === EQUALS || code <= SPACE) break;
      if (code === QUOTE) return this.fail(at, `unexpected '"'`);
      if (code === REPLACEMENT) isBroken = true;
    }
    if (isBroken) return this.fail(at, 'invalid key');
    this.keyEnd = this.valueStart = this.valueEnd = this.at = at;
    this.unquoted = undefined;
    if (at >= length || code !== EQUALS) return true;
    if (at === this.keyStart) return this.fail(at, "unexpected '='");
    return line.charCodeAt(at + 1) === QUOTE ? this.readQuoted(at + 2) : this.readPlain(at + 1);
  }

  private readPlain(start: number): boolean {
    const { line } = this;
    let at = start;
    for (; at < line.length; at++) {
      const code = line.charCodeAt(at);
      if (code <= SPACE) break;
      if (code === EQUALS) return this.fail(at, "unexpected '='");
      if (code === QUOTE) return this.fail(at, `unexpected '"'`);
    }
    this.valueStart = start;
    this.valueEnd = this.at = at;
    return true;
  }

  private readQuoted(start: number): boolean {
    const { line } = this;
    const end = stringEnd(line, start);
    if (end < 0) return this.fail(line.length, 'unterminated quoted value');
    this.valueStart = start;
    this.valueEnd = end;
    this.at = end + 1;
    const value = line.slice(start, end);
    if (!value.includes('\\')) return true;
    this.unquoted = unquoteLogfmt(value);
    return this.unquoted !== undefined || this.fail(end + 1, 'invalid quoted value');
  }

  private fail(at: number, failure: string): false {
    this.failure = failure;
    this.failedAt = at;
    return false;
  }
}

function blankFrom(line: string, at: number): number {
  for (let i = at; i < line.length; i++) if (line.charCodeAt(i) <= SPACE) return i;
  return line.length;
}
