import { type DataFrame, DataFrameType, FieldType, type Labels, type QueryResultMetaStat } from '@grafana/data';
import { field, frameOf } from '../frames';
import { TRACE_ID_NAMES, traceLink } from '../trace-link';
import type { LokiAnswer, Stream } from './answer';
import type { LokiQuery } from './query';

/** Kind of each label of an entry: `I` of its stream, `S` structured metadata, `P` found by a parser of the query. */
type LabelTypes = Readonly<Record<string, 'I' | 'S' | 'P'>>;

/**
 * All entries in one frame, sorted as asked: `labels`, `Time` (ms), `Line`, `tsNs` (ns as text), `labelTypes`, `id`, and the
 * trace id where entries have one. Sorted by ns, which as text of one length sort as numbers do.
 */
export function logFrame(streams: readonly Stream[], query: LokiQuery, stats: QueryResultMetaStat[]): DataFrame {
  const rows = streams.flatMap(({ stream, values }) => {
    const types = typesOf(stream, 'I');
    return values.map(([ns, line, extra]) => ({
      ns,
      line,
      labels: { ...stream, ...extra?.structuredMetadata, ...extra?.parsed } as Labels,
      types: { ...types, ...typesOf(extra?.structuredMetadata, 'S'), ...typesOf(extra?.parsed, 'P') },
    }));
  });
  const sign = query.direction === 'forward' ? 1 : -1;
  rows.sort((a, b) => sign * compareNs(a.ns, b.ns));
  const traces = rows.map(({ labels }) => traceOf(labels));
  return frameOf(
    query.refId,
    [
      field(
        'labels',
        FieldType.other,
        rows.map(({ labels }) => labels),
      ),
      {
        ...field(
          'Time',
          FieldType.time,
          rows.map(({ ns }) => Number(ns.slice(0, -6))),
        ),
        nanos: rows.map(({ ns }) => Number(ns.slice(-6))),
      },
      field(
        'Line',
        FieldType.string,
        rows.map(({ line }) => line),
      ),
      field(
        'tsNs',
        FieldType.string,
        rows.map(({ ns }) => ns),
      ),
      field(
        'labelTypes',
        FieldType.other,
        rows.map(({ types }) => types),
      ),
      field('id', FieldType.string, idsOf(rows)),
      ...(traces.some((id) => id !== '')
        ? [field('traceID', FieldType.string, traces, { displayName: 'Trace', links: [traceLink] })]
        : []),
    ],
    {
      type: DataFrameType.LogLines,
      preferredVisualisationType: 'logs',
      executedQueryString: query.expr,
      limit: query.maxLines,
      searchWords: searchWords(query.expr),
      stats,
      custom: { frameType: 'LabeledTimeValues', direction: query.direction },
    },
  );
}

const compareNs = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);

const typesOf = (labels: Labels | undefined, type: 'I' | 'S' | 'P'): LabelTypes =>
  Object.fromEntries(Object.keys(labels ?? {}).map((name) => [name, type]));

function traceOf(labels: Labels): string {
  for (const name of TRACE_ID_NAMES) if (labels[name] !== undefined) return labels[name];
  return '';
}

/** Stable over refreshes: what stands at one ns in one stream, counted where lines are equal in everything. */
function idsOf(rows: readonly { ns: string; line: string; labels: Labels }[]): string[] {
  const seen = new Map<string, number>();
  return rows.map(({ ns, line, labels }) => {
    const key = `${ns}_${hashOf(`${line.slice(0, 1000)}\u0000${Object.values(labels).join('\u0000')}`)}`;
    const count = seen.get(key) ?? 0;
    seen.set(key, count + 1);
    return count === 0 ? key : `${key}_${count}`;
  });
}

/** FNV-1a of UTF-16 units, 32 bits. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(36);
}

/** The texts of the query's `|=` and `|~` filters, to be marked in lines. */
export function searchWords(expr: string): string[] {
  const filters = expr.matchAll(/\|[=~]\s*("(?:[^"\\]|\\.)*"|`[^`]*`)/g);
  return [...filters].map(([, quoted]) => unquoted(quoted!)).filter((word) => word !== '');
}

function unquoted(text: string): string {
  if (text.startsWith('`')) return text.slice(1, -1);
  try {
    return JSON.parse(text) as string;
  } catch {
    return text.slice(1, -1);
  }
}

/** Loki's summary of the work as numbers with units. */
export function statsOf(answer: LokiAnswer): QueryResultMetaStat[] {
  const summary = answer.data?.stats?.summary ?? {};
  return STATS.flatMap(([name, displayName, unit]) => {
    const value = summary[name];
    return typeof value === 'number' ? [{ displayName, value, ...(unit && { unit }) }] : [];
  });
}

const STATS: readonly (readonly [name: string, title: string, unit?: string])[] = [
  ['bytesProcessedPerSecond', 'Summary: bytes processed per second', 'Bps'],
  ['linesProcessedPerSecond', 'Summary: lines processed per second'],
  ['totalBytesProcessed', 'Summary: total bytes processed', 'decbytes'],
  ['totalLinesProcessed', 'Summary: total lines processed'],
  ['execTime', 'Summary: exec time', 's'],
];
