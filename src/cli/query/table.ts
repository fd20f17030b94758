import type { Answer, HistogramPoint, MatrixSeries } from './prometheus-answer.js';

/** An answer as lines of text: one for each series of a vector, one for each time of a matrix. */
export function table({ data }: Pick<Answer, 'data'>): string {
  switch (data.resultType) {
    case 'vector':
      return columns(
        data.result.map(({ metric, value, histogram }) => [
          seriesName(metric),
          value?.[1] ?? (histogram === undefined ? '' : shown(histogram[1])),
        ]),
      );
    case 'matrix':
      return data.result.map((series) => `${seriesName(series.metric)}\n${columns(points(series))}`).join('\n\n');
    default:
      return data.result[1];
  }
}

/** `name{label="value", …}`, as the query language writes it. */
export function seriesName({ __name__: name = '', ...labels }: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  return pairs.length === 0 && name !== '' ? name : `${name}{${pairs.join(', ')}}`;
}

function points({ values, histograms }: MatrixSeries): string[][] {
  return [
    ...values.map(([seconds, value]) => ({ seconds, value })),
    ...histograms.map(([seconds, histogram]) => ({ seconds, value: shown(histogram) })),
  ]
    .sort((a, b) => a.seconds - b.seconds)
    .map(({ seconds, value }) => [`  ${new Date(seconds * 1000).toISOString()}`, value]);
}

const shown = ({ count, sum }: HistogramPoint[1]): string => `histogram of ${count} observations, sum ${sum}`;

function columns(rows: readonly string[][]): string {
  const width = Math.max(0, ...rows.map(([left]) => left!.length));
  return rows.map(([left, right]) => `${left!.padEnd(width)}  ${right}`).join('\n');
}
