import { nextTurn } from '../../../lib/turns.js';
import type { Static } from '../../../model/static.js';
import type { StoredSpan } from '../../../model/stored-span.js';
import type { Tenant } from '../../../model/tenant.js';
import type { Engine } from '../../engine/engine.js';
import type { QueryLimits, TimeRangeNs } from '../../interface.js';
import type { RecentSpans } from '../../recent/recent-spans.js';
import type { Topology } from '../../schema/ddl.js';
import type {
  SpanAggregate,
  SpanAggregation,
  SpanColumns,
  SpanField,
  SpanReader,
  SpanSelection,
  TraceSearch,
} from '../../span-interface.js';
import { aggregateSpans } from './aggregates.js';
import { attributeNames, type NameScope } from './attribute-names.js';
import { searchedRange, traceCandidates } from './candidates.js';
import { distinctValues } from './distinct-values.js';
import type { Predicate } from './predicate.js';
import { withoutRepeats } from './repeated-spans.js';
import { ResourceLabels } from './resource-labels.js';
import { ResourceVerdicts } from './resource-verdicts.js';
import { SeenTimes } from './seen-times.js';
import { settledOnce } from './settled-once.js';
import { SpanQuery } from './span-query.js';
import { SPAN_SETTINGS, type SpanRow, SpanRowReader } from './span-rows.js';
import { minutesOfTraces, wholeTraces } from './whole-traces.js';

/** Rows of one block, which take some tens of milliseconds to decode. */
const ROWS_AT_ONCE = 4_096;

/** `SpanReader` over the tables `spans` and `span_resources`. */
export class StoredSpans implements SpanReader {
  private readonly resources: ResourceLabels;
  private readonly verdicts = new ResourceVerdicts();
  private readonly seenTimes = new Map<Tenant, SeenTimes>();

  constructor(
    private readonly engine: Pick<Engine, 'query'>,
    private readonly topology: Topology,
    /** Given where this process alone writes to the store. */
    private readonly recent?: RecentSpans,
  ) {
    this.resources = new ResourceLabels(engine, topology);
  }

  async *candidates(tenant: Tenant, search: TraceSearch, limits: QueryLimits): AsyncGenerator<readonly string[]> {
    const query = this.query(tenant, searchedRange(search.range), limits);
    yield* traceCandidates(query, search, this.timesOf(tenant));
  }

  traces(
    tenant: Tenant,
    ids: readonly string[],
    columns: SpanColumns,
    limits: QueryLimits,
  ): AsyncGenerator<readonly StoredSpan[]> {
    const rows = new SpanRowReader(columns);
    const engine = settledOnce(this.engine);
    const read = (where: Predicate) => this.byTrace(engine, tenant, rows, where, limits);
    const minutesOf = this.recent && minutesOfTraces(this.recent.traceMinutes, tenant);
    return wholeTraces(read, ids, this.timesOf(tenant), minutesOf);
  }

  async *spans(
    tenant: Tenant,
    selection: SpanSelection,
    columns: SpanColumns,
    limits: QueryLimits,
  ): AsyncGenerator<readonly StoredSpan[]> {
    const query = this.query(tenant, selection.range, nesting(limits));
    const rows = new SpanRowReader(columns);
    const where = await query.selected(selection);
    for await (const block of query.run(rows.select, where, `SETTINGS ${SPAN_SETTINGS}`))
      yield await this.resources.complete(tenant, rows.read(block), limits);
  }

  async aggregate(tenant: Tenant, aggregation: SpanAggregation, limits: QueryLimits): Promise<SpanAggregate[]> {
    return aggregateSpans(this.query(tenant, aggregation.range, limits), aggregation);
  }

  async attributeNames(
    tenant: Tenant,
    selection: SpanSelection,
    limits: QueryLimits,
  ): Promise<Record<NameScope, readonly string[]>> {
    const query = this.query(tenant, selection.range, limits);
    return attributeNames(query, selection);
  }

  async fieldValues(
    tenant: Tenant,
    field: SpanField,
    selection: SpanSelection,
    limit: number,
    limits: QueryLimits,
  ): Promise<Static[]> {
    const query = this.query(tenant, selection.range, limits);
    return distinctValues(query, field, selection, limit);
  }

  private query(tenant: Tenant, range: TimeRangeNs, limits: QueryLimits, engine = settledOnce(this.engine)): SpanQuery {
    return new SpanQuery(engine, this.topology, tenant, range, limits, {
      labels: this.resources,
      verdicts: this.verdicts,
      ...(this.recent !== undefined && { catalog: this.recent.catalog, presence: this.recent.presence }),
    });
  }

  private timesOf(tenant: Tenant): SeenTimes {
    let times = this.seenTimes.get(tenant);
    if (times === undefined) {
      times = new SeenTimes();
      this.seenTimes.set(tenant, times);
    }
    return times;
  }

  /** The spans of a predicate trace by trace; a trace may come in several blocks, and is given out as one. */
  private async *byTrace(
    engine: Pick<Engine, 'query'>,
    tenant: Tenant,
    rows: SpanRowReader,
    where: Predicate,
    limits: QueryLimits,
  ): AsyncGenerator<readonly StoredSpan[]> {
    const query = this.query(tenant, { start: 0n, end: 0n }, nesting(limits), engine);
    let trace: SpanRow[] = [];
    const whole = async (): Promise<readonly StoredSpan[]> =>
      withoutRepeats(await this.resources.complete(tenant, trace, limits));
    for await (const block of query.run(
      rows.select,
      where,
      `ORDER BY trace_id, _part, _part_offset SETTINGS ${SPAN_SETTINGS}, max_block_size = ${ROWS_AT_ONCE}`,
    )) {
      for (const row of rows.read(block)) {
        const first = trace[0];
        if (first !== undefined && Buffer.compare(first.span.traceId, row.span.traceId) !== 0) {
          yield await whole();
          trace = [];
        }
        trace.push(row);
      }
      if (block.rows >= ROWS_AT_ONCE) await nextTurn();
    }
    if (trace.length > 0) yield await whole();
  }
}

/**
 * Limits of a read in the midst of which others are made, of resources. Half of what the engine runs at once is never given
 * to such reads, so that those within them always come to an end.
 */
const nesting = (limits: QueryLimits): QueryLimits => ({ ...limits, isLarge: true });
