import { printValue } from './print-value.js';
import { type Directive, formatOperand } from './printf-operand.js';
import { integerOf, type Room, typeName, type Value } from './value.js';

/** Widths and precisions beyond it are no numbers to Go either. */
const MAX_NUMBER = 1e6;

/**
 * Go's `Sprintf`: all verbs and flags, widths, precisions, `*` and `[n]`. What does not fit shows in the text:
 * `%!d(string=hi)`, `%!s(MISSING)`, `%!(EXTRA int=1)`. https://pkg.go.dev/fmt
 */
export function printf(format: string, operands: readonly Value[], room: Room): string {
  return new Printer(format, operands, room).run();
}

class Printer {
  private text = '';
  private at = 0;
  private operand = 0;
  /** `[n]` was used, so that operands may be left over. */
  private reordered = false;
  private isBadIndex = false;

  constructor(
    private readonly format: string,
    private readonly operands: readonly Value[],
    private readonly room: Room,
  ) {}

  run(): string {
    const { format } = this;
    while (this.at < format.length) {
      const percent = format.indexOf('%', this.at);
      this.text += format.slice(this.at, percent < 0 ? format.length : percent);
      if (percent < 0) break;
      this.at = percent + 1;
      this.directive();
      this.room.checkLength(this.text.length);
    }
    if (!this.reordered && this.operand < this.operands.length) this.extra();
    return this.text;
  }

  private extra(): void {
    const shown = this.operands
      .slice(this.operand)
      .map((one) => (one === undefined ? '<nil>' : `${typeName(one)}=${printValue(one)}`));
    this.text += `%!(EXTRA ${shown.join(', ')})`;
  }

  private directive(): void {
    const flags = this.flags();
    this.isBadIndex = false;
    let isAfterIndex = this.index();
    const width = this.number(isAfterIndex, 'WIDTH');
    isAfterIndex = width.isStar ? false : isAfterIndex;
    let precision: number | undefined;
    if (this.format[this.at] === '.') {
      this.at++;
      if (isAfterIndex) this.isBadIndex = true;
      isAfterIndex = this.index();
      const read = this.number(isAfterIndex, 'PREC');
      precision = read.isStar && (read.value ?? 0) < 0 ? undefined : (read.value ?? (read.isBad ? undefined : 0));
      isAfterIndex = read.isStar ? false : isAfterIndex;
    }
    if (!isAfterIndex) this.index();
    const code = this.format.codePointAt(this.at);
    if (code === undefined) {
      this.text += '%!(NOVERB)';
      return;
    }
    const verb = String.fromCodePoint(code);
    this.at += verb.length;
    const isLeft = flags.has('-') || (width.isStar && (width.value ?? 0) < 0);
    const isValue = verb === 'v';
    this.convert({
      verb,
      plus: flags.has('+') && !isValue,
      minus: isLeft,
      sharp: flags.has('#') && !isValue,
      goSyntax: flags.has('#') && isValue,
      space: flags.has(' '),
      zero: flags.has('0') && !isLeft,
      width: Math.abs(width.value ?? 0),
      precision,
    });
  }

  private flags(): Set<string> {
    const flags = new Set<string>();
    while (this.at < this.format.length && '+-# 0'.includes(this.format[this.at]!)) flags.add(this.format[this.at++]!);
    return flags;
  }

  /** `[n]`: the operand that comes next, counted from 1. */
  private index(): boolean {
    if (this.format[this.at] !== '[') return false;
    this.reordered = true;
    const close = this.format.indexOf(']', this.at);
    const digits = close < 0 ? '' : this.format.slice(this.at + 1, close);
    this.at = close < 0 ? this.at + 1 : close + 1;
    const number = /^\d{1,7}$/.test(digits) ? Number(digits) : 0;
    if (number >= 1 && number <= this.operands.length) this.operand = number - 1;
    else this.isBadIndex = true;
    return true;
  }

  /** A width or a precision, written out or taken from an operand. */
  private number(isAfterIndex: boolean, what: 'WIDTH' | 'PREC'): { value?: number; isStar: boolean; isBad?: boolean } {
    if (this.format[this.at] === '*') {
      this.at++;
      const given = integerOf(this.operands[this.operand++]);
      const value = given === undefined ? Number.NaN : Number(given);
      if (Math.abs(value) <= MAX_NUMBER && (what === 'WIDTH' || value >= 0)) return { value, isStar: true };
      this.text += `%!(BAD${what})`;
      return { isStar: true, isBad: true };
    }
    const digits = /\d*/y;
    digits.lastIndex = this.at;
    const text = digits.exec(this.format)![0];
    if (text === '') return { isStar: false };
    this.at += text.length;
    if (isAfterIndex) this.isBadIndex = true;
    if (Number(text) > MAX_NUMBER) return { isStar: false, isBad: true };
    return { value: Number(text), isStar: false };
  }

  private convert(directive: Directive): void {
    const { verb, width, precision = 0 } = directive;
    if (verb === '%') {
      this.text += '%';
      return;
    }
    if (this.isBadIndex) {
      this.text += `%!${verb}(BADINDEX)`;
      return;
    }
    if (this.operand >= this.operands.length) {
      this.text += `%!${verb}(MISSING)`;
      return;
    }
    this.room.checkLength(this.text.length + width + precision);
    this.text += formatOperand(this.operands[this.operand++], directive);
  }
}
