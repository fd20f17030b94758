import { readGoFloat } from './go-number.js';

/**
 * Amounts of bytes as go-humanize reads them, which Loki uses: `KB` is 1000, `KiB` 1024, without regard to
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
export function readByteSize(text: string): { readonly value: number } | { readonly problem: string } {
  const [digits] = /^[\p{Nd}.,]*/u.exec(text)!;
  const number = readGoFloat(digits.replaceAll(',', ''));
  if ('problem' in number) return number;
  const unit = text.slice(digits.length).trim().toLowerCase();
  const size = UNITS.get(unit);
  if (size === undefined) return { problem: `unhandled size name: ${unit}` };
  const bytes = number.value * size;
  return bytes >= 2 ** 64 ? { problem: `too large: ${text}` } : { value: Math.trunc(bytes) };
}
