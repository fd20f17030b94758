import { nextTurn } from '../../lib/turns.js';
import type { StoredSpan } from '../../model/stored-span.js';
import type { Tenant } from '../../model/tenant.js';
import type { Engine } from '../engine/engine.js';
import type { QueryLimits } from '../interface.js';
import type { Topology } from '../schema/ddl.js';
import type { TraceReader } from '../span-interface.js';
import { withoutRepeats } from './spans/repeated-spans.js';
import { ResourceLabels } from './spans/resource-labels.js';
import { SPAN_SETTINGS, type SpanRow, SpanRowReader, WHOLE_SPANS } from './spans/span-rows.js';

/** Spans that are decoded at a stretch, which takes some ten milliseconds. */
const ROWS_AT_ONCE = 1_024;

/** `TraceReader` over the tables `spans` and `span_resources`. */
export class StoredTraces implements TraceReader {
  private readonly resources: ResourceLabels;

  constructor(
    private readonly engine: Pick<Engine, 'query'>,
    private readonly topology: Topology,
  ) {
    this.resources = new ResourceLabels(engine, topology);
  }

  async trace(tenant: Tenant, traceId: Uint8Array, limits: QueryLimits): Promise<StoredSpan[]> {
    const reader = new SpanRowReader(WHOLE_SPANS);
    const where = 'tenant = {tenant:String} AND trace_id = unhex({trace:String})';
    const params = { tenant, trace: Buffer.from(traceId).toString('hex') };
    const sql = `SELECT ${reader.select} FROM ${this.topology.database}.spans WHERE ${where} ORDER BY ts SETTINGS ${SPAN_SETTINGS}, max_block_size = ${ROWS_AT_ONCE}`;
    const rows: SpanRow[] = [];
    for await (const block of this.engine.query(sql, params, limits)) {
      for (const row of reader.read(block)) rows.push(row);
      if (rows.length >= ROWS_AT_ONCE) await nextTurn();
    }
    return [...withoutRepeats(await this.resources.complete(tenant, rows, limits))];
  }
}
