/**
 * Sizes in queries: `KB` and its like are powers of 1000, `KiB` and its like of 1024.
 * https://grafana.com/docs/loki/latest/query/log_queries/#label-filter-expression
 */

const LETTERS = ['', 'k', 'm', 'g', 't', 'p', 'e'] as const;
const SIZE = /^(\d+\.?\d*|\.\d+)(?:([kmgtpe])(i?)b?|b)$/i;
const MAX_BYTES = 2 ** 64;

/** Whole bytes of a size with a unit, or undefined where it is none. */
export function bytesLiteral(text: string): number | undefined {
  const parts = text.length > 100 ? null : SIZE.exec(text);
  if (parts === null) return undefined;
  const [, count, letter = '', binary = ''] = parts;
  const step = binary === '' ? 1000 : 1024;
  const bytes = Math.floor(Number(count) * step ** LETTERS.indexOf(letter.toLowerCase() as (typeof LETTERS)[number]));
  return bytes < MAX_BYTES ? bytes : undefined;
}

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB'] as const;

/** As Loki prints it: two digits, powers of 1000. */
export function bytesText(bytes: number): string {
  if (bytes < 10) return `${bytes}B`;
  const power = Math.min(Math.floor(Math.log10(bytes) / 3 + 1e-12), UNITS.length - 1);
  const value = Math.floor((bytes / 1000 ** power) * 10 + 0.5) / 10;
  return `${value.toFixed(value < 10 ? 1 : 0)}${UNITS[power]!}`;
}
