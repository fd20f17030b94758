import { QuartetError } from '../../model/errors.js';
import { NO_ENDPOINT, type ZipkinEndpoint } from './span.js';

/** Arrays and objects inside one another that a body may have; spans have five. */
const MAX_DEPTH = 32;

export type JsonObject = Readonly<Record<string, unknown>>;

/** The spans of a body, which must be a JSON array of objects. `codec`: how Zipkin's messages call the encoding. */
export function parseSpanList(body: Buffer, codec: string): readonly JsonObject[] {
  if (firstByte(body) !== OPEN_ARRAY) throw new QuartetError('invalid_argument', `Expected a ${codec} encoded list`);
  checkDepth(body);
  let parsed: unknown;
  try {
    parsed = JSON.parse(body.toString('utf8'));
  } catch (error) {
    throw new QuartetError('invalid_argument', `Malformed reading List<Span> from json: ${(error as Error).message}`);
  }
  return objects(parsed, 'List<Span>');
}

/** The elements of an optional array of objects. */
export function objects(value: unknown, what: string): readonly JsonObject[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw malformed(what, 'an array');
  for (const element of value) if (!isObject(element)) throw malformed(what, 'an array of objects');
  return value as readonly JsonObject[];
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An optional string. */
export function text(value: unknown, what: string): string {
  if (value === undefined || value === null) return '';
  if (typeof value !== 'string') throw malformed(what, 'a string');
  return value;
}

/** An optional time or duration in µs; fractions, which some clients compute, are rounded. */
export function micros(value: unknown, what: string): number | undefined {
  if (value === undefined || value === null) return undefined;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  const whole = typeof number === 'number' ? Math.round(number) : Number.NaN;
  if (!Number.isSafeInteger(whole) || whole < 0) throw malformed(what, 'a number of microseconds, 0 or more');
  return whole;
}

export function endpoint(value: unknown, what: string): ZipkinEndpoint {
  if (value === undefined || value === null) return NO_ENDPOINT;
  if (!isObject(value)) throw malformed(what, 'an object');
  const port = value.port ?? 0;
  if (typeof port !== 'number' || !Number.isInteger(port) || port < 0 || port > 65535) {
    throw malformed(`${what}.port`, 'a number up to 65535');
  }
  return {
    serviceName: text(value.serviceName, `${what}.serviceName`),
    ipv4: text(value.ipv4, `${what}.ipv4`),
    ipv6: text(value.ipv6, `${what}.ipv6`),
    port,
  };
}

export function malformed(what: string, right: string): QuartetError {
  return new QuartetError('invalid_argument', `Malformed reading Span from json: ${what} must be ${right}`);
}

const OPEN_ARRAY = 0x5b;

function firstByte(body: Buffer): number {
  for (const byte of body) if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) return byte;
  return 0;
}

/** Refuses depth before `JSON.parse`, which would take memory for each level. */
function checkDepth(body: Buffer): void {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < body.length; at++) {
    const byte = body[at]!;
    if (quoted) {
      if (byte === 0x5c) at++;
      else if (byte === 0x22) quoted = false;
    } else if (byte === 0x22) quoted = true;
    else if (byte === OPEN_ARRAY || byte === 0x7b) {
      if (++depth > MAX_DEPTH) throw new QuartetError('invalid_argument', `more than ${MAX_DEPTH} levels of nesting`);
    } else if (byte === 0x5d || byte === 0x7d) depth--;
  }
}
