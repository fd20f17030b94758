import { formatFloat } from '../../lib/format-float.js';
import type { AnsweredEntry, LogqlAnswer, LogqlValue } from '../../logql/answer.js';
import type { LabelCategory } from '../../logql/eval/entry-labels.js';
import { labelsToObject } from '../../model/labels.js';
import { FLOAT } from '../../vector/grid-series.js';
import { timeAt } from '../../vector/step-grid.js';
import { json, type LokiAnswer } from './answer.js';

const CATEGORIZE = 'categorize-labels';

/**
 * The body of a query's answer. `flags`: `X-Loki-Response-Encoding-Flags`.
 * https://grafana.com/docs/loki/latest/reference/loki-http-api/#query-logs-within-a-range-of-time
 */
export function answerBody({ value, stats, warnings }: LogqlAnswer, flags: readonly string[]): LokiAnswer {
  const categorize = flags.includes(CATEGORIZE);
  const data = {
    ...dataOf(value, categorize),
    ...(categorize && value.type === 'entries' ? { encodingFlags: [CATEGORIZE] } : {}),
    stats: statsOf(stats),
  };
  return json({ status: 'success', ...(warnings.length > 0 && { warnings }), data });
}

const statsOf = ({ entries, bytes, seconds }: LogqlAnswer['stats']): unknown => ({
  summary: {
    bytesProcessedPerSecond: Math.round(bytes / Math.max(seconds, 1e-3)),
    linesProcessedPerSecond: Math.round(entries / Math.max(seconds, 1e-3)),
    totalBytesProcessed: bytes,
    totalLinesProcessed: entries,
    execTime: seconds,
    queueTime: 0,
  },
});

function dataOf(value: LogqlValue, categorize: boolean): { resultType: string; result: unknown } {
  switch (value.type) {
    case 'entries':
      return { resultType: 'streams', result: categorize ? byStream(value.entries) : byLabels(value.entries) };
    case 'vector':
      return {
        resultType: 'vector',
        result: value.series.map(({ labels, values }) => ({
          metric: labelsToObject(labels),
          value: [value.time / 1000, formatFloat(values[0]!)],
        })),
      };
    case 'grid':
      return {
        resultType: 'matrix',
        result: value.series.map(({ labels, kinds, values }) => {
          const points: [number, string][] = [];
          for (const [step, kind] of kinds.entries()) {
            if (kind === FLOAT) points.push([timeAt(value.grid, step) / 1000, formatFloat(values[step]!)]);
          }
          return { metric: labelsToObject(labels), values: points };
        }),
      };
    // As Loki has it: the time of a scalar is in ms.
    case 'scalar':
      return { resultType: 'scalar', result: [value.time, formatFloat(value.value)] };
  }
}

interface Stream {
  readonly stream: Record<string, string>;
  readonly values: unknown[][];
}

/** All labels of an entry together make its stream. */
function byLabels(entries: readonly AnsweredEntry[]): Stream[] {
  return grouped(entries, (entry) => streamAndRow(entry, false));
}

/** The labels of the stream make the stream; structured metadata and what was parsed stand beside each line. */
function byStream(entries: readonly AnsweredEntry[]): Stream[] {
  return grouped(entries, (entry) => streamAndRow(entry, true));
}

/** The labels under which an entry stands in an answer, and its row there. */
export function streamAndRow(
  entry: AnsweredEntry,
  categorize: boolean,
): { readonly stream: Record<string, string>; readonly row: unknown[] } {
  const row: unknown[] = [String(entry.ns), entry.line];
  if (!categorize) return { stream: labelsOf(entry), row };
  const structuredMetadata = labelsOf(entry, 'metadata');
  const parsed = labelsOf(entry, 'parsed');
  row.push({
    ...(Object.keys(structuredMetadata).length > 0 && { structuredMetadata }),
    ...(Object.keys(parsed).length > 0 && { parsed }),
  });
  return { stream: labelsOf(entry, 'stream'), row };
}

/** The labels of an entry, of one category or all, sorted. Empty ones are among them. */
function labelsOf({ labels }: AnsweredEntry, wanted?: LabelCategory): Record<string, string> {
  const pairs: [string, string][] = [];
  for (const [name, value, category] of labels.entries()) {
    if (wanted === undefined || category === wanted) pairs.push([name, value]);
  }
  return Object.fromEntries(pairs.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function grouped(
  entries: readonly AnsweredEntry[],
  partsOf: (entry: AnsweredEntry) => ReturnType<typeof streamAndRow>,
): Stream[] {
  const streams = new Map<string, Stream>();
  for (const entry of entries) {
    const { stream, row } = partsOf(entry);
    const key = JSON.stringify(stream);
    let group = streams.get(key);
    if (group === undefined) {
      group = { stream, values: [] };
      streams.set(key, group);
    }
    group.values.push(row);
  }
  return [...streams.values()];
}
