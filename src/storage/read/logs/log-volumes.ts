import { Stretch } from '../../../lib/turns.js';
import type { Tenant } from '../../../model/tenant.js';
import type { Engine } from '../../engine/engine.js';
import type { LabelMatcher, LogVolumes, QueryLimits, StreamVolume, TimeRangeNs } from '../../interface.js';
import type { Topology } from '../../schema/ddl.js';
import { isNone, ON_ITS_SHARD } from '../labels/label-sets.js';
import { conditions } from '../labels/matchers.js';
import { afterSettling } from '../settled-engine.js';
import { daysOf, entriesIn } from './entry-range.js';
import { streamsBy } from './joined-streams.js';
import { namedStreams } from './named-streams.js';
import { StreamSets } from './stream-sets.js';

/** Names and values of an entry's structured metadata; its level is one of few and takes next to nothing. */
const METADATA_BYTES =
  "if(empty(trace_id), 0, length('trace_id') + length(trace_id)) + " +
  'arraySum(arrayMap((name, value) -> length(name) + length(value), mapKeys(metadata), mapValues(metadata)))';

/** `LogVolumes` over the tables `log_streams` and `log_entries`. */
export class StoredLogVolumes implements LogVolumes {
  private readonly streams: StreamSets;

  /** `maxNamed`: as many streams are named in a query. */
  constructor(
    private readonly engine: Pick<Engine, 'query'>,
    private readonly topology: Topology,
    maxNamed?: number,
  ) {
    this.streams = new StreamSets(engine, topology, undefined, maxNamed);
  }

  async volumes(
    tenant: Tenant,
    matchers: readonly LabelMatcher[],
    range: TimeRangeNs,
    step: bigint | 'whole',
    by: readonly string[] | 'all',
    limits: QueryLimits,
  ): Promise<StreamVolume[]> {
    if (range.start >= range.end) return [];
    const days = daysOf(range);
    const few = await this.streams.few(tenant, matchers, days, limits);
    if (isNone(few)) return [];
    const chosen =
      few.more === undefined
        ? namedStreams({ sets: few.sets, filters: [] }, by)
        : streamsBy(by, (labels) => this.streams.sets.join(tenant, matchers, days, { columns: labels }));
    const { join, columns, params } = chosen;
    const where = conditions(entriesIn(tenant, range), chosen.where);
    const told = [...columns].map(([name, sql]) => `${sql} AS ${name}`);
    const sql =
      `SELECT ${told.map((column) => `${column}, `).join('')}` +
      `${step === 'whole' ? '0' : 'intDiv(toUnixTimestamp64Nano(ts), {step:Int64})'} AS interval, uniqExact(id) AS streams, ` +
      `count() AS entries, sum(length(line)) AS bytes, sum(${METADATA_BYTES}) AS metadata_bytes ` +
      `FROM ${this.topology.database}.log_entries${join.sql} WHERE ${where.sql} ` +
      `GROUP BY ${[...columns.keys(), 'interval'].join(', ')}${ON_ITS_SHARD}`;
    const bound = { ...join.params, ...where.params, ...params, ...(step !== 'whole' && { step }) };
    const found: StreamVolume[] = [];
    const stretch = new Stretch();
    for await (const block of this.engine.query(sql, bound, afterSettling(limits))) {
      const labelsOf = chosen.labelsIn(block);
      const [interval, streams, entries, bytes, metadata] = NUMBERS.map((name) => block.column(name));
      for (let row = 0; row < block.rows; row++) {
        if (row % ROWS_AT_ONCE === 0 && stretch.isOver) await stretch.rest();
        const labels = labelsOf(row);
        if (labels === undefined) continue;
        found.push({
          labels,
          streams: streams!.number(row),
          interval: interval!.number(row),
          entries: entries!.number(row),
          bytes: bytes!.number(row),
          metadataBytes: metadata!.number(row),
        });
      }
    }
    return found;
  }
}

const NUMBERS = ['interval', 'streams', 'entries', 'bytes', 'metadata_bytes'] as const;

/** Rows that are decoded before the time is looked at. */
const ROWS_AT_ONCE = 200;
