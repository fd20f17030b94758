/** Not a number and infinities as Prometheus writes them; undefined of all other numbers. */
function special(value: number): string | undefined {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  return value === 0 ? (Object.is(value, -0) ? '-0' : '0') : undefined;
}

/** A number of a histogram as the API's JSON has it: unlike sample values, with an exponent below 1e-6 and from 1e21. */
export const jsonNumber = (value: number): string => special(value) ?? String(value);

/**
 * A number as Go's `%g` prints it, or `%.2g` with two `digits`: without `digits` the shortest that read back as the same;
 * with an exponent of at least two digits below 1e-4 and where the whole part has more than `digits` (else six).
 */
export function goNumber(value: number, digits?: number): string {
  const name = special(value);
  if (name !== undefined) return name;
  const rounded = digits === undefined ? value : Number(value.toPrecision(digits));
  const [mantissa = '', exponent = ''] = rounded.toExponential().split('e');
  const power = Number(exponent);
  if (power >= -4 && power < (digits ?? 6)) return String(rounded);
  return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}
