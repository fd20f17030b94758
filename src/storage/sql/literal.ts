import { QuartetError } from '../../model/errors.js';

/**
 * The one place where values become SQL text. https://clickhouse.com/docs/sql-reference/syntax#literals.
 */
export type LiteralValue = string | number | bigint | boolean | null | readonly LiteralValue[];

/** A value as a literal that stands anywhere an expression may stand. */
export function literal(value: LiteralValue): string {
  if (value === null) return 'NULL';
  switch (typeof value) {
    case 'string':
      return `'${value.replace(SPECIAL, escaped)}'`;
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      return numberLiteral(value);
    case 'bigint':
      return bigintLiteral(value);
    default:
      return `[${value.map(literal).join(', ')}]`;
  }
}

/** A name, or a path of names joined by dots, quoted with backticks. */
export function identifier(...path: readonly [string, ...string[]]): string {
  return path
    .map((name) => {
      if (name === '') throw new QuartetError('internal', 'an SQL identifier is empty');
      return `\`${name.replace(SPECIAL, escaped)}\``;
    })
    .join('.');
}

/**
 * A value as the text of a query parameter: strings in ClickHouse's Escaped form without quotes, lists as array
 * literals. What an HTTP request carries as `param_x` and `SET param_x` takes as its string.
 */
export function parameterText(
  value: string | number | bigint | boolean | readonly (string | number | bigint)[],
): string {
  if (typeof value === 'string') return value.replace(SPECIAL, escaped);
  if (typeof value !== 'object') return typeof value === 'number' ? floatName(value) : String(value);
  return `[${value.map((item) => (typeof item === 'string' ? literal(item) : parameterText(item))).join(',')}]`;
}

/** What can end a quoted text or change its meaning, and control characters, which some transports cut or trim. */
const SPECIAL = /[\\'`\0\b\t\n\f\r]/g;

const ESCAPES: Readonly<Record<string, string>> = {
  '\0': '\\0',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
};

const escaped = (char: string): string => ESCAPES[char] ?? `\\${char}`;

function floatName(value: number): string {
  if (Number.isFinite(value)) return String(value);
  return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf';
}

/** Negative numbers stand in parentheses: `1-` before `-1` would begin a comment. */
function numberLiteral(value: number): string {
  const text = floatName(value);
  return text.startsWith('-') ? `(${text})` : text;
}

function bigintLiteral(value: bigint): string {
  if (value < -(2n ** 63n) || value >= 2n ** 64n)
    throw new QuartetError('internal', `${value} does not fit in 64 bits`);
  return value < 0n ? `toInt64('${value}')` : String(value);
}
