import { type Labels, labelsFrom } from '../../../model/labels.js';
import type { Engine, QueryParams } from '../../engine/engine.js';
import type { LogAggregation, LogGroup, QueryLimits, TimeRangeNs } from '../../interface.js';
import { intervalAt } from '../../intervals.js';
import type { Block } from '../../native/block-reader.js';
import { type Column, MapColumn, WideColumn } from '../../native/block-reader-columns.js';
import { ON_ITS_SHARD } from '../labels/label-sets.js';
import type { Condition } from '../labels/matchers.js';
import type { StreamGroups } from './chosen-streams.js';
import type { GroupKeys } from './group-keys.js';

/** Whoever asked lets others have their turn in between. */
const GROUPS_AT_ONCE = 1_000;

interface Grouping {
  readonly table: string;
  readonly streams: StreamGroups;
  readonly selection: Condition;
  /** Rows that may stand there twice. */
  readonly repeated: Condition | undefined;
  readonly keys: GroupKeys;
  readonly aggregation: Pick<LogAggregation, 'intervals' | 'value'>;
}

/** Entries grouped by SQL: streams, intervals, labels. What is not plain is only counted, in a group of its own. */
export class GroupedEntries {
  /** Once it was read: the range of times that holds entries which are not plain; undefined where there are none. */
  unread: TimeRangeNs | undefined;

  constructor(
    private readonly engine: Pick<Engine, 'query'>,
    private readonly grouping: Grouping,
    private readonly limits: QueryLimits,
  ) {}

  get plain(): Condition {
    return this.grouping.keys.plain;
  }

  async *read(): AsyncGenerator<readonly LogGroup[]> {
    const { sql, params } = this.statement();
    for await (const block of this.engine.query(sql, params, this.limits)) {
      for (let from = 0; from < block.rows; from += GROUPS_AT_ONCE) {
        const groups: LogGroup[] = [];
        this.readRows(block, from, Math.min(block.rows, from + GROUPS_AT_ONCE), groups);
        if (groups.length > 0) yield groups;
      }
    }
  }

  private statement(): { sql: string; params: QueryParams } {
    const { table, streams, selection, repeated, keys, aggregation } = this.grouping;
    const { origin, every, width, cut } = aggregation.intervals;
    const params: QueryParams = {
      ...selection.params,
      ...repeated?.params,
      ...streams.join.params,
      ...streams.params,
      ...keys.grouped.plain.params,
      ...keys.where.params,
      origin,
      every,
      width,
      ...(cut !== undefined && { cut }),
    };
    // A UNION reads one state of the table, so that an entry that comes meanwhile counts in neither or one of its parts.
    const parts =
      repeated === undefined
        ? [this.select(table, selection.sql)]
        : [
            this.select(table, `${selection.sql} AND NOT ${repeated.sql}`),
            this.select(
              `(SELECT DISTINCT id, ts, line, level, trace_id, ${METADATA} AS metadata FROM ${table} ` +
                `WHERE ${selection.sql} AND ${repeated.sql}) AS distinct_entries`,
              '1',
            ),
          ];
    return { sql: parts.join(' UNION ALL ') + ON_ITS_SHARD, params };
  }

  private select(from: string, where: string): string {
    const { streams, keys, aggregation } = this.grouping;
    const { intervals, value } = aggregation;
    const { texts, textsPlain, labels } = keys.grouped;
    const isPlain = keys.grouped.plain.sql;
    const columns = [
      `(${isPlain}) AS entries_plain`,
      ...[...streams.columns].map(([name, sql]) => `${sql} AS ${name}`),
      `${intervals.cut === undefined ? INTERVAL : CUT_INTERVAL} AS interval`,
      // A conditional would make ClickHouse copy the lines for which it judges the rest.
      ...texts.map((sql, i) => `substring(${sql} AS all${i}, 1, length(all${i}) * entries_plain) AS text${i}`),
      ...(keys.hasMetadata ? ['level', 'trace_id', 'metadata'] : []),
    ];
    const grouped = columns.map((_, i) => String(i + 1));
    const told = [
      `entries_plain AND ${textsPlain} AS is_plain`,
      ...streams.columns.keys(),
      'interval',
      ...[...labels.values()].map((sql, i) => `${sql} AS label${i}`),
      ...(keys.hasMetadata ? ['level', 'trace_id', 'metadata'] : []),
      ...AMOUNTS,
    ];
    const inInterval = intervals.width < intervals.every ? ` AND modulo(${SINCE}, {every:Int64}) < {width:Int64}` : '';
    const passes = keys.where.sql === '1' ? '' : ` AND (NOT (${isPlain}) OR (${keys.where.sql}))`;
    return (
      `SELECT ${told.join(', ')} FROM (` +
      `SELECT ${columns.join(', ')}, ${amounts(value, keys.number).map((sql, i) => `${sql} AS ${AMOUNTS[i]}`)} ` +
      `FROM ${from}${streams.join.sql} WHERE ${where}${inInterval}${passes} GROUP BY ${grouped.join(', ')})`
    );
  }

  private readRows(block: Block, from: number, end: number, into: LogGroup[]): void {
    const { streams, keys } = this.grouping;
    const names = [...keys.grouped.labels.keys()];
    const isPlain = block.column('is_plain');
    const labelsOf = streams.labelsIn(block);
    const intervals = block.as('interval', WideColumn);
    const columns = names.map((_, i) => block.column(`label${i}`));
    const [value, entries, squares] = AMOUNTS.map((name) => block.column(name)) as [Column, Column, Column];
    for (let row = from; row < end; row++) {
      if (isPlain.number(row) === 0) {
        this.noteUnread(intervals.value(row));
        continue;
      }
      const stream = labelsOf(row);
      if (stream === undefined) continue;
      into.push({
        stream,
        labels: keys.hasMetadata
          ? metadataOf(block, row)
          : labelsFrom(names.map((name, i) => [name, columns[i]!.text(row)])),
        interval: intervals.number(row),
        value: value.number(row),
        entries: entries.number(row),
        squares: squares.number(row),
      });
    }
  }

  private noteUnread(interval: bigint): void {
    const { after, last } = intervalAt(this.grouping.aggregation.intervals, interval);
    const [start, end] = [after + 1n, last + 1n];
    const { unread } = this;
    this.unread =
      unread === undefined
        ? { start, end }
        : { start: start < unread.start ? start : unread.start, end: end > unread.end ? end : unread.end };
  }
}

/** ns since the first interval began, from 0. */
const SINCE = 'toUnixTimestamp64Nano(ts) - {origin:Int64} - 1';
const INTERVAL = `intDiv(${SINCE}, {every:Int64})`;
const CUT_INTERVAL = `${INTERVAL} * 2 + (modulo(${SINCE}, {every:Int64}) >= {cut:Int64})`;

/** Columns of a group: its value, its entries, and how far from each other these are. */
const AMOUNTS = ['amount', 'entries', 'squares'] as const;

/** In the order of `AMOUNTS`. `number`: of each entry. */
function amounts(value: LogAggregation['value'], number: string): readonly [string, string, string] {
  if (value === 'entries') return ['count()', 'count()', '0'];
  if (value === 'bytes') return ['sum(length(line))', 'count()', '0'];
  const amount = { sum: `sumKahan(${number})`, min: `min(${number})`, max: `max(${number})` };
  return value.summary === 'moments'
    ? [`sumKahan(${number}) / count()`, 'count()', `varPopStable(${number}) * count()`]
    : [amount[value.summary], 'count()', '0'];
}

/** Structured metadata as a set: what is equal for readers is equal here. */
const METADATA = 'mapSort(mapFilter((name, value) -> notEmpty(value), metadata))';

function metadataOf(block: Block, row: number): Labels {
  const metadata = block.as('metadata', MapColumn);
  const pairs: [string, string][] = [];
  for (let i = metadata.start(row); i < metadata.end(row); i++)
    pairs.push([metadata.keys.text(i), metadata.values.text(i)]);
  pairs.push(['detected_level', block.column('level').text(row)], ['trace_id', block.column('trace_id').text(row)]);
  return labelsFrom(pairs);
}
