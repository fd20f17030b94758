import { quoteGo } from '../lib/go-quote.js';

/**
 * Numbers and durations as a query writes them.
 * https://prometheus.io/docs/prometheus/latest/querying/basics/#float-literals-and-time-durations
 */

/** A well-formed number and nothing that would go on with it. `1_000`, `0x1f`, `.5e-3`. */
export const NUMBER =
  /(?:0[xX](?:_?[\da-fA-F])*|\d+(?:_\d+)*(?:\.(?:\d+(?:_\d+)*)?)?(?:[eE][+-]?\d+(?:_\d+)*)?|\.\d+(?:_\d+)*(?:[eE][+-]?\d+(?:_\d+)*)?)(?![\w.])/y;

/** What is meant as a duration, right or wrong: digits, a unit, and more of them. */
export const DURATION_WORD = /^(?:0[xX][\da-fA-F]*|[\d_.]*(?:[eE]\d*)?)[smhdwy]s?(?:\d+[smhdw]s?)*$/;

/** How much of a malformed number a message shows. */
export const MALFORMED_NUMBER = /^\d*(?:_\d+)*_{0,2}(?:\.\d*\.?)?(?:[eE][+-]?)?/;

/** What a literal means, or what is wrong with it. */
export type LiteralValue = { readonly value: number } | { readonly problem: string };

const MAX_INT64 = 2 ** 63;

/** The value of a well-formed number; whole ones with a leading zero are octal, `Inf` and `NaN` stand in any case. */
export function numberValue(text: string): LiteralValue {
  const word = text.toLowerCase();
  if (word === 'inf') return { value: Number.POSITIVE_INFINITY };
  if (word === 'nan') return { value: Number.NaN };
  const digits = word.replaceAll('_', '');
  const isHex = digits.startsWith('0x');
  const value = /^0[0-7]+$/.test(digits) ? Number(`0o${digits}`) : Number(digits);
  if (digits === '0x' || (isHex && value >= MAX_INT64)) return { problem: numberProblem(text, 'invalid syntax') };
  return Number.isFinite(value) ? { value } : { problem: numberProblem(text, 'value out of range') };
}

const numberProblem = (text: string, what: string): string =>
  `error parsing number: strconv.ParseFloat: parsing ${quoteGo(text)}: ${what}`;

/** Units in the order in which they must come, ms. */
const UNITS_MS: ReadonlyMap<string, number> = new Map([
  ['y', 31_536_000_000],
  ['w', 604_800_000],
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
  ['ms', 1],
]);

/** Durations are 64 bits of ns: some 292 years. */
const MAX_DURATION_MS = MAX_INT64 / 1e6;

/** The seconds that a duration means: `1h30m` is 5400. Each unit once, the largest first, whole numbers. */
export function durationValue(text: string): LiteralValue {
  const order = [...UNITS_MS.keys()];
  let ms = 0;
  let last = -1;
  for (const [, digits, unit] of text.matchAll(/(\d*)(\D+)/g)) {
    const size = UNITS_MS.get(unit!);
    if (digits === '') return { problem: `not a valid duration string: ${quoteGo(text)}` };
    if (size === undefined) return { problem: `unknown unit ${quoteGo(unit!)} in duration ${quoteGo(text)}` };
    if (order.indexOf(unit!) <= last) return { problem: `not a valid duration string: ${quoteGo(text)}` };
    last = order.indexOf(unit!);
    ms += Number(digits) * size;
  }
  if (ms > MAX_DURATION_MS) return { problem: 'duration out of range' };
  return { value: ms / 1000 };
}

/** Largest seconds that a number may mean where a duration stands. */
export const MAX_DURATION_SECONDS = MAX_INT64 / 1e9;

/** Years and weeks are written only where nothing remains. */
const SHOWN: readonly (readonly [unit: string, onlyWhole: boolean])[] = [
  ['y', true],
  ['w', true],
  ['d', false],
  ['h', false],
  ['m', false],
  ['s', false],
  ['ms', false],
];

/** Seconds in Prometheus' notation of durations, down to ms: 5400 is `1h30m`, 691200 is `8d`. */
export function durationText(seconds: number): string {
  let rest = Math.trunc(Math.round(Math.abs(seconds) * 1e9) / 1e6);
  if (rest === 0) return '0s';
  let text = seconds < 0 ? '-' : '';
  for (const [unit, onlyWhole] of SHOWN) {
    const size = UNITS_MS.get(unit)!;
    if (rest < size || (onlyWhole && rest % size !== 0)) continue;
    text += `${Math.floor(rest / size)}${unit}`;
    rest %= size;
  }
  return text;
}
