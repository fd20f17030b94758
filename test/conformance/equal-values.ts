import type { Json } from './json.js';

const RELATIVE = 1e-9;
const ABSOLUTE = 1e-12;
/** Half a millisecond and what rounding adds. */
const SECONDS = 0.0006;

/** A value as the query APIs write it: numbers, or texts of them with `+Inf`, `-Inf` and `NaN`. */
export const numberOf = (text: Json): number =>
  typeof text === 'string' && text.endsWith('Inf') ? Number(text.replace('Inf', 'Infinity')) : Number(text);

export function equalFloats(want: Json, got: Json): boolean {
  if (want === got) return true;
  if (got === undefined) return false;
  const [a, b] = [numberOf(want), numberOf(got)];
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) && Number.isNaN(b);
  const distance = Math.abs(a - b);
  return a === b || distance <= ABSOLUTE || distance <= RELATIVE * Math.max(Math.abs(a), Math.abs(b));
}

export const equalTimes = (want: Json, got: Json): boolean => Math.abs(want - got) < SECONDS;
