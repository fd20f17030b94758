import type { Static } from '../../../model/static.js';
import type { Block } from '../../native/block-reader.js';
import type { Column } from '../../native/block-reader-columns.js';
import type { SpanAggregate, SpanAggregation } from '../../span-interface.js';
import { typedLiteral } from '../../sql/typed-literal.js';
import { type FieldColumn, fieldColumn, groupValue } from './field-values.js';
import { allOf } from './predicate.js';
import type { SpanQuery } from './span-query.js';

/** The power of two that a number above 0 is not above: exact, as no logarithm of the number itself is taken. */
const powerOfTwo = (number: string): string =>
  `if(${number} > 0, toInt32(round(log2(roundToExp2(${number}))) + (${number} > roundToExp2(${number}))), NULL)`;

type MutableAggregate = {
  -readonly [K in keyof SpanAggregate]: SpanAggregate[K];
} & { powers: Map<number, number> };

/** `SpanReader.aggregate` in one query. */
export async function aggregateSpans(query: SpanQuery, aggregation: SpanAggregation): Promise<SpanAggregate[]> {
  const { range, by, step, measure, histogram = false } = aggregation;
  const groups: FieldColumn[] = [];
  for (const field of by) groups.push(await fieldColumn(query, field));
  const measured = measure === undefined ? undefined : (await fieldColumn(query, measure)).number;
  const start = typedLiteral('Int64', range.start);
  const interval = `intDiv(toUnixTimestamp64Nano(ts) - ${start} - 1, ${typedLiteral('Int64', step)})`;
  const keys = [...groups.map(({ sql }, i) => `${sql} AS group${i}`), `${interval} AS place`];
  if (measured !== undefined && histogram) keys.push(`${powerOfTwo(measured)} AS power`);
  const select = [...keys, 'count() AS spans', ...(measured === undefined ? [] : measures(measured))];
  const names = keys.map((key) => key.slice(key.lastIndexOf(' ') + 1));
  const inRange = query.startsIn({ start: range.start + 1n, end: range.end + 1n });
  const where = allOf([inRange, await query.condition(aggregation.condition)]);
  const merged = new Map<string, MutableAggregate>();
  for await (const block of query.run(select.join(', '), where, `GROUP BY ${names.join(', ')}`)) {
    const columns = groups.map((_, i) => block.column(`group${i}`));
    const [place, spans] = ['place', 'spans'].map((name) => block.column(name)) as [Column, Column];
    for (let row = 0; row < block.rows; row++) {
      const group = groups.map((field, i) => groupValue(field, columns[i]!, row));
      const found = aggregateOf(merged, group, place.number(row));
      found.count += spans.number(row);
      if (measured !== undefined) addMeasured(found, block, row, histogram);
    }
  }
  return [...merged.values()].map(({ powers, ...rest }) => (histogram ? { ...rest, powersOfTwo: powers } : rest));
}

const measures = (number: string): string[] => [
  `count(${number}) AS numbers`,
  `ifNull(sum(${number}), 0) AS total`,
  `ifNull(min(${number}), 0) AS least`,
  `ifNull(max(${number}), 0) AS greatest`,
];

function addMeasured(found: MutableAggregate, block: Block, row: number, histogram: boolean): void {
  const [count, sum, min, max] = ['numbers', 'total', 'least', 'greatest'].map((name) =>
    block.column(name).number(row),
  ) as [number, number, number, number];
  if (count === 0) return;
  const before = found.measured;
  found.measured =
    before === undefined
      ? { count, sum, min, max }
      : {
          count: before.count + count,
          sum: before.sum + sum,
          min: Math.min(before.min, min),
          max: Math.max(before.max, max),
        };
  if (!histogram) return;
  const power = block.column('power').value(row);
  if (typeof power === 'number') found.powers.set(power, (found.powers.get(power) ?? 0) + count);
}

function aggregateOf(
  merged: Map<string, MutableAggregate>,
  group: readonly Static[],
  interval: number,
): MutableAggregate {
  const key = `${interval}/${JSON.stringify(group, (_name, value) => (typeof value === 'bigint' ? `${value}` : value))}`;
  let found = merged.get(key);
  if (found === undefined) {
    found = { group, interval, count: 0, powers: new Map() };
    merged.set(key, found);
  }
  return found;
}
