import { readGoFloat } from './go-number.js';

/**
 * Amounts of bytes as go-humanize reads and prints them, which Loki uses: `KB` is 1000, `KiB` 1024, without regard to
 * case. https://pkg.go.dev/github.com/dustin/go-humanize#ParseBytes
 */

const PREFIXES = ['', 'k', 'm', 'g', 't', 'p', 'e'];

const UNITS: ReadonlyMap<string, number> = new Map(
  PREFIXES.flatMap((prefix, i) => [
    [prefix, 1000 ** i] as const,
    [`${prefix}b`, 1000 ** i] as const,
    ...(i === 0 ? [] : [[`${prefix}i`, 1024 ** i] as const, [`${prefix}ib`, 1024 ** i] as const]),
  ]),
);

/** Whole bytes, a fraction cut off; or why it is no amount. */
export function readByteSize(text: string): { readonly bytes: number } | { readonly problem: string } {
  const [digits] = /^[\p{Nd}.,]*/u.exec(text)!;
  const number = readGoFloat(digits.replaceAll(',', ''));
  if ('problem' in number) return number;
  const unit = text.slice(digits.length).trim().toLowerCase();
  const size = UNITS.get(unit);
  if (size === undefined) return { problem: `unhandled size name: ${unit}` };
  const bytes = number.value * size;
  return bytes >= 2 ** 64 ? { problem: `too large: ${text}` } : { bytes: Math.trunc(bytes) };
}

/** The amount that is left of `bytes` once printed: `1536` is printed as `1.5kB`, `15360` as `15kB`. */
export function printedByteSize(bytes: number): number {
  if (bytes < 10) return bytes;
  const size = 1000 ** Math.floor(Math.log(bytes) / Math.log(1000));
  const tenths = Math.floor((bytes / size) * 10 + 0.5) / 10;
  return (tenths < 10 ? tenths : roundHalfEven(tenths)) * size;
}

function roundHalfEven(value: number): number {
  const rounded = Math.round(value);
  return rounded - value === 0.5 && rounded % 2 === 1 ? rounded - 1 : rounded;
}
