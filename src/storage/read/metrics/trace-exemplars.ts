import { METRIC_NAME } from '../../../model/labels.js';
import type { Tenant } from '../../../model/tenant.js';
import type { Engine } from '../../engine/engine.js';
import type { QueryLimits, SeriesExemplars, TimeRangeMs, TraceExemplarReader } from '../../interface.js';
import type { Topology } from '../../schema/ddl.js';
import { daysOf, tsCondition } from '../stored-range.js';
import { addExemplars, type ExemplarsById } from './exemplar-reads.js';
import type { SeriesSource } from './series-source.js';

/** What instrumentations call the trace id of an exemplar. */
const TRACE_ID_LABELS = ['trace_id', 'traceID', 'traceId', 'TraceID'] as const;

/**
 * `TraceExemplarReader` over the table `metric_exemplars`. It looks for the trace first and then for the series of what it
 * found: there are far fewer exemplars in a few minutes than series with samples on a day.
 */
export class TraceExemplars implements TraceExemplarReader {
  constructor(
    private readonly engine: Pick<Engine, 'query'>,
    private readonly topology: Topology,
    private readonly source: SeriesSource,
  ) {}

  async exemplarsOfTrace(
    tenant: Tenant,
    traceId: string,
    range: TimeRangeMs,
    limits: QueryLimits,
  ): Promise<SeriesExemplars[]> {
    const { byId, names } = await this.rows(tenant, traceId, range, limits);
    const found: SeriesExemplars[] = [];
    for (const value of names) {
      const matchers = [{ name: METRIC_NAME, op: '=', value }] as const;
      for (const { id, labels } of (await this.source.find(tenant, matchers, daysOf(range), limits)).sets) {
        const exemplars = byId.get(id);
        if (exemplars !== undefined) found.push({ labels, exemplars: [...exemplars.values()] });
      }
    }
    return found;
  }

  private async rows(tenant: Tenant, traceId: string, range: TimeRangeMs, limits: QueryLimits) {
    const isOfTrace = TRACE_ID_LABELS.map((label) => `leftPad(lower(labels['${label}']), 32, '0') = {traceId:String}`);
    const sql =
      'SELECT id, name, toFloat64(toUnixTimestamp64Milli(ts)) AS ms, value, labels ' +
      `FROM ${this.topology.database}.metric_exemplars ` +
      `WHERE tenant = {tenant:String} AND ${tsCondition(range)} AND (${isOfTrace.join(' OR ')}) ORDER BY name, id, ts`;
    const byId: ExemplarsById = new Map();
    const names = new Set<string>();
    for await (const block of this.engine.query(sql, { tenant, traceId }, limits)) {
      addExemplars(block, byId);
      const column = block.column('name');
      for (let row = 0; row < block.rows; row++) names.add(column.text(row));
    }
    return { byId, names };
  }
}
