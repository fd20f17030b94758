import { type Labels, labelsFrom } from '../../model/labels.js';
import type { ExtractedFilter, LogAggregation } from '../interface.js';
import type { LabelSet } from './label-sets.js';
import { compileExtraction } from './line-extraction/compile.js';
import type { Condition } from './matchers.js';
import { hasLabel } from './stream-filters.js';

/** How entries are told apart in SQL. */
export interface GroupKeys {
  /** Those of the streams' labels that are asked for, by the stream's id. */
  readonly streams: ReadonlyMap<bigint, Labels>;
  /** Where the labels are exactly those that a parser gives. */
  readonly plain: Condition;
  /** Of plain entries. */
  readonly where: Condition;
  /** SQL of the values, by the labels' names. */
  readonly labels: ReadonlyMap<string, string>;
  /** All structured metadata beside. */
  readonly hasMetadata: boolean;
}

const ALWAYS: Condition = { sql: '1', params: {} };

/** Undefined where SQL cannot say it for these streams. */
export function groupKeys(
  { parser, by, value, lines }: LogAggregation,
  sets: readonly LabelSet[],
  filters: readonly ExtractedFilter[],
): GroupKeys | undefined {
  const names = new Set<string>();
  for (const { labels } of sets) for (let i = 0; i < labels.length; i += 2) names.add(labels[i]!);
  const wanted = by === 'all' ? [] : by.filter((name) => !sets.every(({ labels }) => hasLabel(labels, name)));
  // What a parser finds under the name of a label that some streams have is called otherwise in those.
  if (parser !== undefined && wanted.some((name) => names.has(name))) return undefined;
  const isBare = parser === undefined && wanted.length === 0 && filters.length === 0;
  const extracted = isBare
    ? { plain: ALWAYS, where: ALWAYS, labels: new Map<string, string>() }
    : compileExtraction({ parser, wanted, filters }, parser === undefined ? new Set() : names);
  if (extracted === undefined) return undefined;
  // Bytes that are no UTF-8 are read as U+FFFD, which is longer, and which a pattern may match.
  const readsText = value === 'bytes' || lines.some(({ kind }) => kind === 'matches');
  const { plain } = extracted;
  return {
    streams: new Map(sets.map(({ id, labels }) => [id, by === 'all' ? labels : askedFor(labels, by)])),
    plain: readsText ? { sql: `isValidUTF8(line) AND ${plain.sql}`, params: plain.params } : plain,
    where: extracted.where,
    labels: extracted.labels,
    hasMetadata: by === 'all',
  };
}

const askedFor = (labels: Labels, by: readonly string[]): Labels => {
  const pairs: [string, string][] = [];
  for (let i = 0; i < labels.length; i += 2) if (by.includes(labels[i]!)) pairs.push([labels[i]!, labels[i + 1]!]);
  return labelsFrom(pairs);
};
