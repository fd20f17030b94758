import { createColors } from 'picocolors';
import { formatDuration } from '../../lib/duration.js';
import { seriesName } from '../query/table.js';
import { conditionText } from './condition.js';
import type { ShownSilence } from './shapes.js';

export type Colors = ReturnType<typeof createColors>;

/** Colours where somebody looks and wants them. */
export const colorsFor = (color: boolean | undefined): Colors =>
  createColors(color !== false && (process.stdout.hasColors?.() ?? false));

/** Texts come from anywhere, and a terminal obeys control characters. */
export const printable = (text: string): string => text.replace(/\p{Cc}|\p{Cf}/gu, '·');

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** How long ago, or how long until, as exactly as that helps: `40s`, `1h5m`, `3d2h`. */
export function aboutDuration(ms: number): string {
  const unit = ms < MINUTE_MS ? 1000 : ms < DAY_MS ? MINUTE_MS : 60 * MINUTE_MS;
  return formatDuration(Math.floor(Math.max(0, ms) / unit) * unit);
}

/** `DiskFull{host="a"}` */
export const alertName = ({ alertname = '', ...labels }: Readonly<Record<string, string>>): string =>
  printable(seriesName({ __name__: alertname, ...labels }));

/** `alertname="Down", host=~"web.*"` */
export const silencedText = ({ matchers }: Pick<ShownSilence, 'matchers'>): string =>
  printable(
    matchers
      .map(({ name, value, isRegex, isEqual }) =>
        conditionText({ name, value, op: isRegex ? (isEqual ? '=~' : '!~') : isEqual ? '=' : '!=' }),
      )
      .join(', '),
  );

/** Who silences and why: `ann: deploy`. */
export const reasonText = ({ createdBy, comment }: Pick<ShownSilence, 'createdBy' | 'comment'>): string =>
  printable(comment === '' ? createdBy : `${createdBy}: ${comment}`);

/** Columns under titles; the last is not padded. `paint` colours a cell of a row after it was padded. */
export function columns(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  paint: (text: string, column: number, row: number) => string,
): string {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]!.length)));
  const padded = (cells: readonly string[]) =>
    cells.map((cell, i) => (i === head.length - 1 ? cell : cell.padEnd(widths[i]!)));
  return [
    padded(head).join('  '),
    ...rows.map((row, r) =>
      padded(row)
        .map((cell, i) => paint(cell, i, r))
        .join('  '),
    ),
  ]
    .map((line) => line.trimEnd())
    .join('\n');
}
