import { goBytes, isAscii } from '../go-bytes.js';
import { quoteGo, quoteGoRune } from '../go-quote.js';
import { binaryDigits, hexadecimalDigits } from './float-bits.js';
import { exponentDigits, fixedDigits, generalDigits } from './float-digits.js';
import { printFloat, printValue } from './print-value.js';
import { GoMap, GoObject, integerOf, isList, typeName, type Value } from './value.js';

/** A verb with its flags. */
export interface Directive {
  readonly verb: string;
  readonly plus: boolean;
  readonly minus: boolean;
  readonly sharp: boolean;
  /** `%#v`: as Go's source would have it. */
  readonly goSyntax: boolean;
  readonly space: boolean;
  readonly zero: boolean;
  /** In characters. */
  readonly width: number;
  readonly precision: number | undefined;
}

type Format<T> = (value: T, directive: Directive) => string;

/** One operand under a verb; `%!verb(type=value)` where the verb is not made for it. */
export function formatOperand(value: Value, directive: Directive): string {
  const { verb } = directive;
  if (verb === 'T') return pad(typeName(value), directive);
  if (value === undefined) return verb === 'v' ? pad('<nil>', directive) : `%!${verb}(<nil>)`;
  return formatted(value, directive) ?? `%!${verb}(${typeName(value)}=${unfit(value, directive)})`;
}

/** As `%v` shows it with the same flags. */
function unfit(value: Exclude<Value, undefined>, directive: Directive): string {
  const underneath = value instanceof GoObject ? (value.integer ?? value) : value;
  return formatted(underneath, { ...directive, verb: 'v' }) ?? printValue(value);
}

/** What stands in a list or a map: nil shows under every verb. */
function formatElement(value: Value, directive: Directive): string {
  if (value !== undefined) return formatOperand(value, directive);
  return directive.goSyntax ? 'interface {}(nil)' : '<nil>';
}

function formatted(value: Exclude<Value, undefined>, directive: Directive): string | undefined {
  const { verb } = directive;
  if (typeof value === 'string') return TEXT[verb]?.(value, directive);
  if (typeof value === 'boolean') return verb === 't' || verb === 'v' ? pad(String(value), directive) : undefined;
  if (typeof value === 'number') return FLOAT[verb]?.(value, directive);
  const isSource = directive.goSyntax && integerOf(value) !== undefined;
  if (value instanceof GoObject && 'vsxXq'.includes(verb) && !isSource)
    return TEXT[verb]?.(value.toString(), directive);
  const integer = integerOf(value);
  if (integer !== undefined) return INTEGER[verb]?.(integer, directive);
  if (isList(value)) return list(value, directive);
  return value instanceof GoMap ? map(value, directive) : undefined;
}

function list(values: readonly Value[], directive: Directive): string {
  const shown = values.map((value) => formatElement(value, directive));
  return directive.goSyntax ? `[]interface {}{${shown.join(', ')}}` : `[${shown.join(' ')}]`;
}

function map(values: GoMap, directive: Directive): string {
  const shown = values
    .sorted()
    .map(([key, value]) => `${formatOperand(key, directive)}:${formatElement(value, directive)}`);
  return directive.goSyntax ? `${typeName(values)}{${shown.join(', ')}}` : `map[${shown.join(' ')}]`;
}

/** At most `precision` characters. */
const cut = (text: string, { precision }: Directive): string =>
  precision === undefined || text.length <= precision ? text : [...text].slice(0, precision).join('');

const TEXT: Readonly<Record<string, Format<string>>> = {
  s: (text, directive) => pad(cut(text, directive), directive),
  v: (text, directive) => pad(directive.goSyntax ? quoteGo(text) : cut(text, directive), directive),
  q: (text, directive) => pad(quoted(cut(text, directive), directive), directive),
  x: (text, directive) => pad(hexadecimal(text, directive), directive),
  X: (text, directive) => pad(hexadecimal(text, directive).toUpperCase(), directive),
};

/** Control characters other than tabs. */
const UNFIT_FOR_RAW = /[`\ufeff]|(?!\t)\p{Cc}/u;

function quoted(text: string, { sharp, plus }: Directive): string {
  if (sharp && !UNFIT_FOR_RAW.test(text)) return `\`${text}\``;
  return plus ? asciiOnly(quoteGo(text)) : quoteGo(text);
}

const asciiOnly = (text: string): string =>
  text.replace(/\P{ASCII}/gu, (char) => {
    const code = char.codePointAt(0)!;
    return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\U${code.toString(16).padStart(8, '0')}`;
  });

function hexadecimal(text: string, { precision, space, sharp }: Directive): string {
  const bytes = goBytes(text).subarray(0, precision ?? Number.POSITIVE_INFINITY);
  const pairs = [...bytes].map((byte) => byte.toString(16).padStart(2, '0'));
  if (pairs.length === 0) return '';
  if (space) return pairs.map((pair) => (sharp ? `0x${pair}` : pair)).join(' ');
  return (sharp ? '0x' : '') + pairs.join('');
}

const inBase =
  (base: number, prefix: string, isUpper = false): Format<bigint> =>
  (value, directive) => {
    const digits = (value < 0n ? -value : value).toString(base);
    return integer(isUpper ? digits.toUpperCase() : digits, value < 0n, directive.sharp ? prefix : '', directive);
  };

const decimal = inBase(10, '');

const INTEGER: Readonly<Record<string, Format<bigint>>> = {
  d: decimal,
  v: decimal,
  b: inBase(2, '0b'),
  o: inBase(8, '0'),
  O: (value, directive) => inBase(8, '0o')(value, { ...directive, sharp: true }),
  x: inBase(16, '0x'),
  X: inBase(16, '0X', true),
  c: (value, directive) => pad(character(value), directive),
  q: (value, directive) => pad(quoteGoRune(character(value)), directive),
  U: (value, directive) => {
    const code = `U+${value
      .toString(16)
      .toUpperCase()
      .padStart(Math.max(4, directive.precision ?? 4), '0')}`;
    return pad(directive.sharp ? `${code} ${quoteGoRune(character(value))}` : code, { ...directive, zero: false });
  },
};

function character(value: bigint): string {
  const isCode = value >= 0n && value <= 0x10ffffn && (value < 0xd800n || value > 0xdfffn);
  return isCode ? String.fromCodePoint(Number(value)) : '\ufffd';
}

/** Digits with a sign, a prefix and at least as many digits as the precision, or as the width with zeros has room for. */
function integer(digits: string, isNegative: boolean, prefix: string, directive: Directive): string {
  const { precision, zero, width } = directive;
  if (precision === 0 && digits === '0') return pad('', { ...directive, zero: false });
  const mark = signOf(isNegative, directive);
  const fills = zero && precision === undefined;
  const count = precision ?? (fills ? width - mark.length : 0);
  return pad(mark + prefix + digits.padStart(count, '0'), { ...directive, zero: false });
}

const signOf = (isNegative: boolean, { plus, space }: Directive): string =>
  isNegative ? '-' : plus ? '+' : space ? ' ' : '';

const floatAs =
  (digits: (value: number, directive: Directive) => string): Format<number> =>
  (value, directive) => {
    if (!Number.isFinite(value)) {
      const text = Number.isNaN(value) ? `${signOf(false, directive)}NaN` : `${value < 0 ? '-' : '+'}Inf`;
      const shown = value > 0 && !directive.plus ? `${directive.space ? ' ' : '+'}Inf` : text;
      return pad(shown, { ...directive, zero: false });
    }
    const isNegative = value < 0 || Object.is(value, -0);
    const mark = signOf(isNegative, directive);
    const body = digits(Math.abs(value), directive);
    const filled = directive.zero ? body.padStart(directive.width - mark.length, '0') : body;
    return pad(mark + filled, { ...directive, zero: false });
  };

const exponential = floatAs((value, { precision = 6 }) => exponentDigits(value, precision));
const fixed = floatAs((value, { precision = 6 }) => fixedDigits(value, precision));
const general = floatAs((value, { precision, sharp }) =>
  precision === undefined ? printFloat(value) : generalDigits(value, precision, sharp),
);

const hexadecimalFloat = floatAs((value, { precision }) => hexadecimalDigits(value, precision));

const FLOAT: Readonly<Record<string, Format<number>>> = {
  e: exponential,
  E: (value, directive) => exponential(value, directive).replace('e', 'E'),
  f: fixed,
  F: fixed,
  g: general,
  v: general,
  G: (value, directive) => general(value, directive).replace('e', 'E'),
  b: floatAs(binaryDigits),
  x: hexadecimalFloat,
  X: (value, directive) => hexadecimalFloat(value, directive).toUpperCase(),
};

function pad(text: string, { width, minus, zero }: Directive): string {
  const length = width <= text.length && width > 0 && isAscii(text) ? text.length : countCharacters(text);
  if (width <= length) return text;
  const filling = (zero ? '0' : ' ').repeat(width - length);
  return minus ? text + filling : filling + text;
}

function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
