import { toWellFormed } from '../../lib/go-bytes.js';
import { parseTime } from '../../lib/gotime/parse.js';
import { InvalidRequest } from '../../wire/alertmanager/errors.js';

/** A JSON object of a body, and how its place is called in messages: `0.` for the first of a list. */
export interface Fields {
  readonly of: Readonly<Record<string, unknown>>;
  readonly at: string;
}

const missing = (name: string) => new InvalidRequest('required', `${name} in body is required`);
const wrong = (name: string, expected: string) =>
  new InvalidRequest(400, `parsing body failed: ${name} must be ${expected}`);

export function objectAt(value: unknown, at: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return { of: value as Fields['of'], at: at === '' ? '' : `${at}.` };
  throw wrong(at === '' ? 'it' : at, 'an object');
}

/** A list that must be there. */
export function listAt({ of, at }: Fields, name: string): readonly unknown[] {
  const value = of[name] ?? undefined;
  if (value === undefined) throw missing(at + name);
  if (Array.isArray(value)) return value;
  throw wrong(at + name, 'a list');
}

/** A text that may be missing; `undefined` then. What is not UTF-16 in it becomes U+FFFD. */
export function optionalText({ of, at }: Fields, name: string): string | undefined {
  const value = of[name] ?? undefined;
  if (value === undefined) return undefined;
  if (typeof value === 'string') return toWellFormed(value);
  throw wrong(at + name, 'a text');
}

export function requiredText(fields: Fields, name: string): string {
  const value = optionalText(fields, name);
  if (value === undefined) throw missing(fields.at + name);
  return value;
}

/** `undefined` where it is missing. */
export function optionalBoolean({ of, at }: Fields, name: string): boolean | undefined {
  const value = of[name] ?? undefined;
  if (value === undefined || typeof value === 'boolean') return value;
  throw wrong(at + name, 'true or false');
}

export function requiredBoolean(fields: Fields, name: string): boolean {
  const value = optionalBoolean(fields, name);
  if (value === undefined) throw missing(fields.at + name);
  return value;
}

/** A map of texts to texts; without those that are empty. */
export function textsAt({ of, at }: Fields, name: string): [string, string][] | undefined {
  const value = of[name] ?? undefined;
  if (value === undefined) return undefined;
  const inner = objectAt(value, at + name);
  return Object.keys(inner.of).map((key) => [toWellFormed(key), optionalText(inner, key) ?? '']);
}

const LAYOUTS = ['2006-01-02T15:04:05Z07:00', '2006-01-02T15:04:05Z0700', '2006-01-02T15:04:05', '2006-01-02'];
/** What Go writes where there is no time. */
const NEVER_MS = Date.parse('0001-01-01T00:00:00Z');

/** RFC 3339, ms since 1970; `undefined` where it is missing, empty or the time that stands for none. */
export function optionalTime(fields: Fields, name: string): number | undefined {
  const text = optionalText(fields, name) ?? '';
  if (text === '') return undefined;
  for (const layout of LAYOUTS) {
    const read = parseTime(layout, text);
    if (!('time' in read)) continue;
    const ms = Number(read.time.ns / 1_000_000n);
    return ms === NEVER_MS ? undefined : ms;
  }
  throw wrong(fields.at + name, `a time such as 2026-01-31T12:00:00.000Z, not ${JSON.stringify(text.slice(0, 100))}`);
}

/** As `optionalTime`; missing it is refused, and the time that stands for none is the first one. */
export function requiredTime(fields: Fields, name: string): number {
  const text = optionalText(fields, name);
  if (text === undefined) throw missing(fields.at + name);
  return optionalTime(fields, name) ?? NEVER_MS;
}
