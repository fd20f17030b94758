import type { Labels } from '../../model/labels.js';
import type { ExtractedFilter, LogAggregation } from '../interface.js';
import { type LabelSet, MAX_BOUND_IDS } from './label-sets.js';
import { type CompiledExtraction, compileExtraction, type GroupedExtraction } from './line-extraction/compile.js';
import type { Condition } from './matchers.js';
import { hasLabel } from './stream-filters.js';

/** How entries are told apart in SQL. */
export interface GroupKeys {
  /** A number of each stream, over the column `id`. */
  readonly stream: Condition;
  /** Those of the streams' labels that are asked for, by that number. */
  readonly streams: ReadonlyMap<bigint, Labels>;
  /** Where the labels are exactly those that a parser gives. */
  readonly plain: Condition;
  /** Of plain entries. */
  readonly where: Condition;
  /** The number of an unwrapped label. */
  readonly number: string;
  /** How entries are told apart by labels. */
  readonly grouped: GroupedExtraction;
  /** All structured metadata beside. */
  readonly hasMetadata: boolean;
}

const ALWAYS: Condition = { sql: '1', params: {} };
const BARE: Pick<CompiledExtraction, 'plain' | 'where' | 'number' | 'grouped'> = {
  plain: ALWAYS,
  where: ALWAYS,
  number: '0.',
  grouped: { plain: ALWAYS, texts: [], textsPlain: '1', labels: new Map() },
};

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
  const unwrapped = typeof value === 'object' ? value : undefined;
  if (unwrapped !== undefined && names.has(unwrapped.label)) return undefined;
  const isBare = parser === undefined && wanted.length === 0 && filters.length === 0 && unwrapped === undefined;
  const extracted = isBare
    ? BARE
    : compileExtraction({ parser, wanted, filters, unwrapped }, parser === undefined ? new Set() : names);
  if (extracted === undefined) return undefined;
  // Bytes that are no UTF-8 are read as U+FFFD, which is longer, and which a pattern may match.
  const readsText = value === 'bytes' || lines.some(({ kind }) => kind === 'matches');
  const valid = ({ sql, params }: Condition): Condition =>
    readsText ? { sql: sql === '1' ? 'isValidUTF8(line)' : `isValidUTF8(line) * ${sql}`, params } : { sql, params };
  const { where, number, grouped } = extracted;
  return {
    ...streamNumbers(sets, by),
    plain: valid(extracted.plain),
    where,
    number,
    grouped: { ...grouped, plain: valid(grouped.plain) },
    hasMetadata: by === 'all',
  };
}

/** Streams of which the same labels are asked for are one, where their ids are few enough to be named. */
function streamNumbers(sets: readonly LabelSet[], by: LogAggregation['by']): Pick<GroupKeys, 'stream' | 'streams'> {
  if (by === 'all') return { stream: BY_ID, streams: new Map(sets.map(({ id, labels }) => [id, labels])) };
  if (by.length === 0) return { stream: ONE, streams: new Map([[0n, []]]) };
  const numbers = new Map<string, bigint>();
  const streams = new Map<bigint, Labels>();
  const numberOf = sets.map(({ labels }) => {
    const asked = askedFor(labels, by);
    const key = JSON.stringify(asked);
    let number = numbers.get(key);
    if (number === undefined) {
      number = BigInt(numbers.size);
      numbers.set(key, number);
      streams.set(number, asked);
    }
    return number;
  });
  const ids = sets.map(({ id }) => id);
  // Without their ids in the query there may be entries of streams that came behind them.
  const areNamed = ids.length <= MAX_BOUND_IDS;
  if (streams.size === 1 && areNamed) return { stream: ONE, streams };
  if (!areNamed || streams.size > ids.length / 2)
    return { stream: BY_ID, streams: new Map(ids.map((id, i) => [id, streams.get(numberOf[i]!)!])) };
  const sql = 'transform(id, {streamIds:Array(UInt64)}, {streamNumbers:Array(UInt64)})';
  return { stream: { sql, params: { streamIds: ids, streamNumbers: numberOf } }, streams };
}

const ONE: Condition = { sql: 'toUInt64(0)', params: {} };
const BY_ID: Condition = { sql: 'id', params: {} };

/** Labels are in order, and so are some of them. */
const askedFor = (labels: Labels, by: readonly string[]): Labels => {
  const asked: string[] = [];
  for (let i = 0; i < labels.length; i += 2) if (by.includes(labels[i]!)) asked.push(labels[i]!, labels[i + 1]!);
  return asked;
};
