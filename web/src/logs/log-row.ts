import { type DataFrame, FieldType, type Labels } from '@grafana/data';
import { TRACE_ID_NAMES } from '../data/trace-link';
import { type Level, levelOf } from './level';

/** Kind of a label: of the stream, structured metadata, or found by a parser of the query. */
export type LabelKind = 'I' | 'S' | 'P';

/** One entry as lists show it. */
export interface LogRow {
  readonly id: string;
  /** ms since 1970. */
  readonly timeMs: number;
  /** ns since 1970, as text. */
  readonly ns: string;
  readonly line: string;
  readonly labels: Labels;
  readonly kinds: Readonly<Record<string, LabelKind>>;
  readonly level: Level;
}

/** What names a line in frames of sources other than Loki. */
const LINE_NAMES: readonly string[] = ['Line', 'line', 'body', 'message', 'Value'];

/** The entries of a frame of log lines, in its order; none of a frame that has no time or no text. */
export function rowsOf(frame: DataFrame): LogRow[] {
  const column = (name: string) => frame.fields.find((field) => field.name === name)?.values;
  const times = frame.fields.find(({ type }) => type === FieldType.time)?.values;
  const texts = frame.fields.filter(({ type }) => type === FieldType.string);
  const lineField = texts.find(({ name }) => LINE_NAMES.includes(name)) ?? texts[0];
  if (times === undefined || lineField === undefined) return [];
  const [labels, kinds, ids, ns] = ['labels', 'labelTypes', 'id', 'tsNs'].map(column);
  return Array.from({ length: frame.length }, (_, index) => {
    const own = (labels?.[index] ?? lineField.labels ?? {}) as Labels;
    const timeMs = Number(times[index]);
    return {
      id: String(ids?.[index] ?? `${frame.refId ?? ''} ${index}`),
      timeMs,
      ns: String(ns?.[index] ?? `${Math.round(timeMs)}000000`),
      line: String(lineField.values[index] ?? ''),
      labels: own,
      kinds: (kinds?.[index] ?? {}) as LogRow['kinds'],
      level: levelOf(own),
    };
  });
}

export function traceIdOf({ labels }: LogRow): string | undefined {
  for (const name of TRACE_ID_NAMES) if (labels[name]) return labels[name];
  return undefined;
}

/** The labels that all rows have with the same value. */
export function commonLabels(rows: readonly LogRow[]): Labels {
  const common = { ...rows[0]?.labels };
  for (const { labels } of rows) {
    for (const name of Object.keys(common)) if (labels[name] !== common[name]) delete common[name];
  }
  return common;
}

/** Earlier ns first: texts of numbers, of one length for any time since 2001. */
export const compareNs = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
