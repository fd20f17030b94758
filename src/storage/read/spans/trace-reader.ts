import { nextTurn } from '../../../lib/turns.js';
import type { StoredSpan } from '../../../model/stored-span.js';
import type { Tenant } from '../../../model/tenant.js';
import type { Engine } from '../../engine/engine.js';
import type { QueryLimits } from '../../interface.js';
import type { TraceMinutes } from '../../recent/trace-minutes.js';
import type { Topology } from '../../schema/ddl.js';
import type { TraceReader } from '../../span-interface.js';
import { literal } from '../../sql/literal.js';
import type { Predicate } from './predicate.js';
import { withoutRepeats } from './repeated-spans.js';
import { ResourceLabels } from './resource-labels.js';
import { settledOnce } from './settled-once.js';
import { SPAN_SETTINGS, type SpanRow, SpanRowReader, WHOLE_SPANS } from './span-rows.js';
import { minutesOfTraces, wholeTraces } from './whole-traces.js';

/** Spans that are decoded at a stretch, which takes some ten milliseconds. */
const ROWS_AT_ONCE = 1_024;

const NO_TIMES = { of: () => undefined };

/** `TraceReader` over the tables `spans` and `span_resources`. */
export class StoredTraces implements TraceReader {
  private readonly resources: ResourceLabels;

  constructor(
    private readonly engine: Pick<Engine, 'query'>,
    private readonly topology: Topology,
    /** Given where this process alone writes to the store. */
    private readonly traceMinutes?: TraceMinutes,
  ) {
    this.resources = new ResourceLabels(engine, topology);
  }

  async trace(tenant: Tenant, traceId: Uint8Array, limits: QueryLimits): Promise<StoredSpan[]> {
    const engine = settledOnce(this.engine);
    const read = (where: Predicate) => this.spans(engine, tenant, where, limits);
    const minutesOf = this.traceMinutes && minutesOfTraces(this.traceMinutes, tenant);
    const id = Buffer.from(traceId).toString('hex');
    for await (const spans of wholeTraces(read, [id], NO_TIMES, minutesOf)) return [...spans];
    return [];
  }

  /** The spans of one trace, at once. */
  private async *spans(
    engine: Pick<Engine, 'query'>,
    tenant: Tenant,
    trace: Predicate,
    limits: QueryLimits,
  ): AsyncGenerator<readonly StoredSpan[]> {
    const reader = new SpanRowReader(WHOLE_SPANS);
    const where = `tenant = ${literal(tenant)} AND ${trace}`;
    const sql = `SELECT ${reader.select} FROM ${this.topology.database}.spans WHERE ${where} ORDER BY ts SETTINGS ${SPAN_SETTINGS}, max_block_size = ${ROWS_AT_ONCE}`;
    const rows: SpanRow[] = [];
    for await (const block of engine.query(sql, {}, limits)) {
      for (const row of reader.read(block)) rows.push(row);
      if (rows.length >= ROWS_AT_ONCE) await nextTurn();
    }
    if (rows.length > 0) yield await withoutRepeats(await this.resources.complete(tenant, rows, limits));
  }
}
