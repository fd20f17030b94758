import { QuartetError } from '../../model/errors.js';

/**
 * Fields of OTLP/JSON, read strictly: each function takes the parsed value and its name for the error
 * (`invalid_argument`). A field that is missing or `null` has proto3's default.
 * https://protobuf.dev/programming-guides/json/ and https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding
 */

/** A body as JSON. */
export function parseJsonBody(body: Buffer): Record<string, unknown> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body.toString('utf8'));
  } catch (error) {
    throw new QuartetError('invalid_argument', `the body is not valid JSON: ${(error as Error).message}`);
  }
  return jsonObject(parsed, 'the body');
}

export function jsonObject(value: unknown, name: string): Record<string, unknown> {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) throw wrong(name, 'an object', value);
  return value as Record<string, unknown>;
}

export function jsonArray(value: unknown, name: string): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw wrong(name, 'an array', value);
  return value;
}

export function jsonText(value: unknown, name: string): string {
  if (value === undefined || value === null) return '';
  if (typeof value !== 'string') throw wrong(name, 'a string', value);
  return value;
}

/** A signed 64-bit integer: decimal text, or a whole number. */
export function jsonInt64(value: unknown, name: string): bigint {
  return integer(value, name, -(2n ** 63n), 2n ** 63n - 1n);
}

/** An unsigned 64-bit integer such as a time in ns: decimal text, or a whole number. */
export function jsonUint64(value: unknown, name: string): bigint {
  return integer(value, name, 0n, 2n ** 64n - 1n);
}

/** An unsigned 32-bit integer. */
export function jsonUint32(value: unknown, name: string): number {
  return Number(integer(value, name, 0n, 0xffffffffn));
}

/** A signed 32-bit integer. */
export function jsonInt32(value: unknown, name: string): number {
  return Number(integer(value, name, -0x80000000n, 0x7fffffffn));
}

function integer(value: unknown, name: string, least: bigint, most: bigint): bigint {
  if (value === undefined || value === null) return 0n;
  let parsed: bigint | undefined;
  if (typeof value === 'string' && /^-?\d{1,20}$/.test(value)) parsed = BigInt(value);
  else if (typeof value === 'number' && Number.isInteger(value)) parsed = BigInt(value);
  if (parsed === undefined) throw wrong(name, 'an integer or its decimal text', value);
  if (parsed < least || parsed > most) {
    throw new QuartetError('invalid_argument', `${name} must be between ${least} and ${most}, not ${parsed}`);
  }
  return parsed;
}

/** A double: a number, its text, or `"NaN"`, `"Infinity"`, `"-Infinity"`. */
export function jsonDouble(value: unknown, name: string): number {
  if (value === undefined || value === null) return 0;
  if (typeof value === 'number') return value;
  if (typeof value === 'string' && value.trim() !== '') {
    const parsed = Number(value);
    if (!Number.isNaN(parsed) || value === 'NaN') return parsed;
  }
  throw wrong(name, 'a number', value);
}

/** An enum's value: its number, or its name in `names`. */
export function jsonEnum(value: unknown, name: string, names: readonly string[]): number {
  if (typeof value === 'string') {
    const at = names.indexOf(value);
    if (at >= 0) return at;
  }
  return jsonInt32(value, name);
}

function wrong(name: string, wanted: string, value: unknown): QuartetError {
  const is = Array.isArray(value)
    ? 'an array'
    : value === null
      ? 'null'
      : typeof value === 'object'
        ? 'an object'
        : `${JSON.stringify(value)?.slice(0, 40)}`;
  return new QuartetError('invalid_argument', `${name} must be ${wanted}, not ${is}`);
}
