import { MS_PER_DAY } from '../../model/series.js';
import type { Tenant } from '../../model/tenant.js';
import type { Engine } from '../engine/engine.js';
import type { LabelMatcher, LogVolumes, QueryLimits, StreamVolume, TimeRangeNs } from '../interface.js';
import { WideColumn } from '../native/block-reader-columns.js';
import type { Topology } from '../schema/ddl.js';
import { type DayRange, LabelSets } from './label-sets.js';
import { afterSettling } from './settled-engine.js';

/** Names and values of an entry's structured metadata; its level is one of few and takes next to nothing. */
const METADATA_BYTES =
  "if(empty(trace_id), 0, length('trace_id') + length(trace_id)) + " +
  'arraySum(arrayMap((name, value) -> length(name) + length(value), mapKeys(metadata), mapValues(metadata)))';

/** `LogVolumes` over the tables `log_streams` and `log_entries`. */
export class StoredLogVolumes implements LogVolumes {
  private readonly sets: LabelSets;

  constructor(
    private readonly engine: Pick<Engine, 'query'>,
    private readonly topology: Topology,
  ) {
    this.sets = new LabelSets(engine, topology, { name: 'log_streams', column: 'service' });
  }

  async volumes(
    tenant: Tenant,
    matchers: readonly LabelMatcher[],
    range: TimeRangeNs,
    step: bigint,
    limits: QueryLimits,
  ): Promise<StreamVolume[]> {
    if (range.start >= range.end) return [];
    const sets = await this.sets.find(tenant, matchers, daysOf(range), limits);
    if (sets.length === 0) return [];
    const labels = new Map(sets.map((set) => [set.id, set.labels]));
    const ids = this.sets.idCondition([...labels.keys()], tenant, matchers, daysOf(range));
    const sql =
      `SELECT id, intDiv(toUnixTimestamp64Nano(ts) - {start:Int64}, {step:Int64}) AS interval, count() AS entries, ` +
      `sum(length(line)) AS bytes, sum(${METADATA_BYTES}) AS metadata_bytes FROM ${this.topology.database}.log_entries ` +
      `WHERE tenant = {tenant:String} AND ${ids.sql} ` +
      'AND ts >= fromUnixTimestamp64Nano({start:Int64}) AND ts < fromUnixTimestamp64Nano({end:Int64}) ' +
      'GROUP BY id, interval';
    const params = { ...ids.params, tenant, start: range.start, end: range.end, step };
    const found: StreamVolume[] = [];
    for await (const block of this.engine.query(sql, params, afterSettling(limits))) {
      const id = block.as('id', WideColumn);
      const [interval, entries, bytes, metadata] = ['interval', 'entries', 'bytes', 'metadata_bytes'].map((name) =>
        block.column(name),
      );
      for (let row = 0; row < block.rows; row++) {
        const stream = labels.get(id.value(row));
        if (stream === undefined) continue;
        found.push({
          labels: stream,
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

const NS_PER_DAY = BigInt(MS_PER_DAY) * 1_000_000n;

const daysOf = ({ start, end }: TimeRangeNs): DayRange => ({
  first: Number(start / NS_PER_DAY),
  last: Number((end - 1n) / NS_PER_DAY),
});
