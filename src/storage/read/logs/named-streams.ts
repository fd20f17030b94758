import type { Labels } from '../../../model/labels.js';
import type { LogAggregation } from '../../interface.js';
import { WideColumn } from '../../native/block-reader-columns.js';
import { idCondition } from '../labels/label-set-condition.js';
import type { LabelSet } from '../labels/label-sets.js';
import type { Condition } from '../labels/matchers.js';
import { type ChosenStreams, NO_JOIN } from './chosen-streams.js';
import { type FilteredStreams, hasLabel } from './stream-filters.js';

/** Streams that are few enough to be named in a query, by their ids. */
export function namedStreams({ sets, filters }: FilteredStreams, by: LogAggregation['by']): ChosenStreams {
  const { stream, streams } = streamNumbers(sets, by);
  const names = new Set<string>();
  for (const { labels } of sets) for (let i = 0; i < labels.length; i += 2) names.add(labels[i]!);
  return {
    join: NO_JOIN,
    where: idCondition(sets.map(({ id }) => id)),
    columns: new Map([['stream', stream.sql]]),
    params: stream.params,
    labelsIn(block) {
      const numbers = block.as('stream', WideColumn);
      return (row) => streams.get(numbers.value(row));
    },
    names,
    haveAll: (name) => sets.every(({ labels }) => hasLabel(labels, name)),
    filters,
  };
}

/** A number of each stream over the column `id`, and the labels that are asked for by that number, for which streams share one. */
function streamNumbers(
  sets: readonly LabelSet[],
  by: LogAggregation['by'],
): { readonly stream: Condition; readonly streams: ReadonlyMap<bigint, Labels> } {
  if (by === 'all') return { stream: BY_ID, streams: new Map(sets.map(({ id, labels }) => [id, labels])) };
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
  if (streams.size === 1) return { stream: ONE, streams };
  const ids = sets.map(({ id }) => id);
  if (streams.size > ids.length / 2)
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
