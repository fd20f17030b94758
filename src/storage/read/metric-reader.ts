import { type Labels, METRIC_NAME } from '../../model/labels.js';
import { dayOfMs } from '../../model/series.js';
import type { Tenant } from '../../model/tenant.js';
import type { Engine, QueryParams } from '../engine/engine.js';
import type { LabelMatcher, MetricReader, QueryLimits, SeriesSamples, TimeRangeMs } from '../interface.js';
import { NumberColumn, WideColumn } from '../native/block-reader-columns.js';
import type { Topology } from '../schema/ddl.js';
import { type DayRange, LabelSets } from './label-sets.js';
import { matcherCondition } from './matchers.js';

/** `MetricReader` over the tables `metric_series` and `metric_samples`. */
export class StoredMetrics implements MetricReader {
  private readonly sets: LabelSets;

  constructor(
    private readonly engine: Pick<Engine, 'query'>,
    private readonly topology: Topology,
  ) {
    this.sets = new LabelSets(engine, topology, { name: 'metric_series', column: 'name', label: METRIC_NAME });
  }

  async series(
    tenant: Tenant,
    matchers: readonly LabelMatcher[],
    range: TimeRangeMs,
    limits: QueryLimits,
  ): Promise<Labels[]> {
    return (await this.sets.find(tenant, matchers, daysOf(range), limits)).map(({ labels }) => labels);
  }

  labelNames(
    tenant: Tenant,
    matchers: readonly LabelMatcher[],
    range: TimeRangeMs,
    limits: QueryLimits,
  ): Promise<string[]> {
    return this.sets.names(tenant, matchers, daysOf(range), limits);
  }

  labelValues(
    tenant: Tenant,
    label: string,
    matchers: readonly LabelMatcher[],
    range: TimeRangeMs,
    limits: QueryLimits,
  ): Promise<string[]> {
    return this.sets.values(tenant, label, matchers, daysOf(range), limits);
  }

  async *samples(
    tenant: Tenant,
    matchers: readonly LabelMatcher[],
    range: TimeRangeMs,
    limits: QueryLimits,
  ): AsyncIterable<readonly SeriesSamples[]> {
    const sets = await this.sets.find(tenant, matchers, daysOf(range), limits);
    if (sets.length === 0) return;
    const labels = new Map(sets.map((set) => [set.id, set.labels]));
    const { sql, params } = this.samplesQuery(tenant, matchers, range, [...labels.keys()]);
    let current: bigint | undefined;
    let samples = new SampleRun();
    let finished: SeriesSamples[] = [];
    for await (const block of this.engine.query(sql, params, limits)) {
      const ids = block.as('id', WideColumn).values;
      const ts = block.as('ts', WideColumn).words;
      const values = block.as('value', NumberColumn).values as Float64Array;
      for (let row = 0; row < block.rows; ) {
        const id = ids[row]!;
        let end = row + 1;
        while (end < block.rows && ids[end] === id) end++;
        if (id !== current) {
          if (current !== undefined && samples.length > 0) finished.push(samples.finish(labels.get(current)!));
          current = labels.has(id) ? id : undefined;
          samples = new SampleRun();
        }
        if (current !== undefined) samples.append(ts, values, row, end);
        row = end;
      }
      if (finished.length > 0) yield finished;
      finished = [];
    }
    if (current !== undefined && samples.length > 0) yield [samples.finish(labels.get(current)!)];
  }

  private samplesQuery(
    tenant: Tenant,
    matchers: readonly LabelMatcher[],
    range: TimeRangeMs,
    ids: readonly bigint[],
  ): { sql: string; params: QueryParams } {
    const named = matcherCondition(
      matchers.filter(({ name }) => name === METRIC_NAME),
      { [METRIC_NAME]: 'name' },
    );
    const wanted = this.sets.idCondition(ids, tenant, matchers, daysOf(range));
    return {
      sql:
        `SELECT id, ts, value FROM ${this.topology.database}.metric_samples WHERE tenant = {tenant:String} AND ${named.sql} ` +
        `AND ${wanted.sql} ` +
        'AND ts >= fromUnixTimestamp64Milli({start:Int64}) AND ts <= fromUnixTimestamp64Milli({end:Int64}) ORDER BY tenant, name, id, ts',
      params: {
        ...named.params,
        ...wanted.params,
        tenant,
        start: BigInt(Math.ceil(range.start)),
        end: BigInt(Math.floor(range.end)),
      },
    };
  }
}

const daysOf = ({ start, end }: TimeRangeMs): DayRange => ({ first: dayOfMs(start), last: dayOfMs(end) });

/** The samples of one series, gathered over blocks. Of several at one time the last counts. */
class SampleRun {
  length = 0;
  private ts = new Float64Array(64);
  private values = new Float64Array(64);

  append(words: Uint32Array, values: Float64Array, start: number, end: number): void {
    this.reserve(end - start);
    for (let row = start; row < end; row++) {
      const time = (words[row * 2 + 1]! | 0) * 4294967296 + words[row * 2]!;
      if (this.length > 0 && this.ts[this.length - 1] === time) this.length--;
      this.ts[this.length] = time;
      // As words, not as a number: the bits of a staleness marker must survive.
      this.values.set(values.subarray(row, row + 1), this.length);
      this.length++;
    }
  }

  finish(labels: Labels): SeriesSamples {
    return { labels, ts: this.ts.subarray(0, this.length), values: this.values.subarray(0, this.length) };
  }

  private reserve(more: number): void {
    if (this.length + more <= this.ts.length) return;
    const size = Math.max(this.ts.length * 2, this.length + more);
    const ts = new Float64Array(size);
    const values = new Float64Array(size);
    ts.set(this.ts.subarray(0, this.length));
    values.set(this.values.subarray(0, this.length));
    this.ts = ts;
    this.values = values;
  }
}
