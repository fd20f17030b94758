/**
 * Sizes in bytes as people write them: `1GiB`, `512 MB`, `64k`, `1048576`. `KiB` and its like are powers of 1024, and so
 * are `KB` and `K`, because that is what Loki, Tempo and Mimir mean by them.
 */

const STEP: Record<string, number> = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3, t: 1024 ** 4, p: 1024 ** 5 };

const SIZE = /^(\d{1,20}(?:\.\d{1,20})?) ?([kmgtp]?)i?b?$/i;

/** Whole bytes of `text`, or `undefined` where it is not a size or over 2^53. */
export function parseBytes(text: string): number | undefined {
  const parts = SIZE.exec(text.trim());
  if (parts === null) return undefined;
  const bytes = Math.floor(Number(parts[1]) * STEP[parts[2]!.toLowerCase()]!);
  return Number.isSafeInteger(bytes) ? bytes : undefined;
}

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

/** `bytes` with the largest unit that keeps it at 1 or more, at most two digits after the point. */
export function formatBytes(bytes: number): string {
  if (!Number.isFinite(bytes)) return 'unlimited';
  let value = bytes;
  let unit = 0;
  while (Math.abs(value) >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${Number(value.toFixed(2))}${UNITS[unit]!}`;
}
