/** A number with so many digits behind the point, never with an exponent, as C's and Go's `%.3f` print it. */
export function formatFixed(value: number, digits: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
  // Beyond 1e21, toFixed falls back to an exponent; such numbers are whole.
  return Math.abs(value) < 1e21 ? value.toFixed(digits) : `${BigInt(value)}.${'0'.repeat(digits)}`;
}
