import plot, { type Color } from 'simple-ascii-chart';
import type { MatrixSeries } from './prometheus-answer.js';
import { seriesName } from './table.js';

/** Names of the library, and the codes of the same colours. */
const COLORS: readonly (readonly [Color, number])[] = [
  ['ansiBlue', 34],
  ['ansiGreen', 32],
  ['ansiYellow', 33],
  ['ansiMagenta', 35],
  ['ansiCyan', 36],
  ['ansiRed', 31],
];
const HEIGHT = 14;
/** Columns that the axis and its numbers take. */
const AXIS = 8;

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 4 });

type Line = [seconds: number, value: number][];

/** Lines over time with their names below, each series in a colour where the terminal has them. `width`: its columns. */
export function chart(series: readonly MatrixSeries[], width: number, colored: boolean): string {
  const drawn = series
    .map(({ metric, values }) => ({ name: seriesName(metric), lines: unbroken(values) }))
    .filter(({ lines }) => lines.length > 0)
    .map((one, i) => ({ ...one, color: COLORS[i % COLORS.length]! }));
  if (drawn.length === 0) return 'nothing to draw: the answer has no finite values';
  const lines = drawn.flatMap(({ lines, color: [color] }) => lines.map((line) => ({ line, color })));
  const times = lines.flatMap(({ line }) => [line[0]![0], line.at(-1)![0]]);
  const ends = [Math.min(...times), Math.max(...times)].map((seconds) => new Date(seconds * 1000).toISOString());
  const graph = plot(
    lines.map(({ line }) => line),
    {
      width: Math.max(10, width - AXIS),
      height: HEIGHT,
      hideXAxis: true,
      formatter: (value) => compact.format(value),
      ...(colored ? { color: lines.map(({ color }) => color) } : {}),
    },
  );
  const legend = drawn.map(({ name, color: [, code] }) => (colored ? `\x1b[${code}m━━\x1b[0m ${name}` : name));
  return [graph.replace(/^\s*\n|\s+$/g, ''), ends.join(' … '), ...legend].join('\n');
}

/** The stretches of a series that have finite values: between them the chart shows the gap. */
function unbroken(values: MatrixSeries['values']): Line[] {
  const lines: Line[] = [];
  let line: Line | undefined;
  const steps = values.slice(1).map(([seconds], i) => seconds - values[i]![0]);
  const step = steps.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  for (const [seconds, text] of values) {
    const value = Number(text);
    if (!Number.isFinite(value)) {
      line = undefined;
      continue;
    }
    if (line === undefined || seconds - line.at(-1)![0] > step * 1.5) {
      line = [];
      lines.push(line);
    }
    line.push([seconds, value]);
  }
  return lines;
}
