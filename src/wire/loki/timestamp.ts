/** Seconds since 1970 that still fit into signed 64 bits of ns (the years 1677 to 2262). */
export const MAX_SECONDS = 9_223_372_035;

/** Writes `seconds` and `nanos` (0 to 999,999,999) as ns in two words; `seconds` is whole, at most `MAX_SECONDS` away from 0. */
export function setNanoseconds(target: { nsLow: number; nsHigh: number }, seconds: number, nanos: number): void {
  // In two factors, so that each product is exact: (upper * 2^16 + lower) seconds, times 10^9.
  const upper = Math.floor(seconds / 65536);
  const product = upper * 1e9;
  const carried = Math.floor(product / 65536);
  const low = (product - carried * 65536) * 65536 + (seconds - upper * 65536) * 1e9 + nanos;
  target.nsHigh = (carried + Math.floor(low / 4294967296)) | 0;
  target.nsLow = low >>> 0;
}

/** Reads decimal ns, `source[start, end)`; false where this is no integer of 64 bits. */
export function setDecimalNanoseconds(
  target: { nsLow: number; nsHigh: number },
  source: Uint8Array,
  start: number,
  end: number,
): boolean {
  const sign = source[start];
  const negative = sign === MINUS;
  let at = negative || sign === PLUS ? start + 1 : start;
  if (at >= end || end - at > 20) return false;
  const split = Math.max(at, end - 9);
  let seconds = 0;
  for (; at < split; at++) {
    const digit = source[at]! - ZERO;
    if (digit < 0 || digit > 9) return false;
    seconds = seconds * 10 + digit;
  }
  let nanos = 0;
  for (; at < end; at++) {
    const digit = source[at]! - ZERO;
    if (digit < 0 || digit > 9) return false;
    nanos = nanos * 10 + digit;
  }
  if (seconds > MAX_SECONDS) return false;
  if (!negative) setNanoseconds(target, seconds, nanos);
  else if (nanos === 0) setNanoseconds(target, -seconds, 0);
  else setNanoseconds(target, -seconds - 1, 1e9 - nanos);
  return true;
}

/** RFC 3339 of ns given as words, in UTC to the second, as the original's messages have it. */
export function rfc3339(nsLow: number, nsHigh: number): string {
  const ms = Number(((BigInt(nsHigh | 0) << 32n) | BigInt(nsLow >>> 0)) / 1_000_000_000n) * 1000;
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}

const ZERO = 0x30;
const PLUS = 0x2b;
const MINUS = 0x2d;
