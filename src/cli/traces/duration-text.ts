/** Units of time, largest first, ns. */
const UNITS = [
  ['s', 1e9],
  ['ms', 1e6],
  ['µs', 1e3],
] as const;

/** A length of time in three digits and the unit that suits it: `1.53s`, `174ms`, `12.1µs`, `80ns`. */
export function durationText(ns: number): string {
  const [unit, size] = UNITS.find(([, length]) => ns >= length) ?? ['ns', 1];
  const value = ns / size;
  return `${value >= 100 || Number.isInteger(value) ? Math.round(value) : value.toPrecision(3)}${unit}`;
}
