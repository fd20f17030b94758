/**
 * A value as the text format prints it, Go's format `g`: the shortest digits that read back as the same double, with an
 * exponent of two digits at least below 1e-4 and from 1e6. https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function textFloat(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 6) return String(value);
  return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}
