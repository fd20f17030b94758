import type { ServiceGraphSettings } from '../../model/trace-metric-settings.js';
import type { TenantSeries } from '../generated-series/tenant-series.js';
import { combinations } from '../span-columns/combinations.js';
import { KIND, STATUS_ERROR } from '../span-columns/enum-names.js';
import { SpanFilter } from '../span-columns/filter-policies.js';
import { multipliers } from '../span-columns/multipliers.js';
import { resourceText, type SpanColumns } from '../span-columns/span-columns.js';
import { type ConnectionType, EdgeSide, OTHER_SIDE, type Side } from './edge.js';
import { EdgeSeries } from './edge-series.js';
import { Peers } from './peers.js';
import { PendingEdges } from './pending-edges.js';

/** About 5 ms of work. */
const ROWS_PER_STEP = 4096;
/** Whoever calls a root span and sends no spans. */
const UNKNOWN_CLIENT = 'user';

/** Which side of a request a span is, and over what it goes. */
const ROLES: Readonly<Record<number, { readonly side: Side; readonly connection: ConnectionType }>> = {
  [KIND.client]: { side: 'client', connection: '' },
  [KIND.server]: { side: 'server', connection: '' },
  [KIND.producer]: { side: 'client', connection: 'messaging_system' },
  [KIND.consumer]: { side: 'server', connection: 'messaging_system' },
};

/**
 * Finds requests between services: the client's span and the server's, which names it as its parent; requests to
 * databases; and requests from and to what sends no spans. Counts them as `traces_service_graph_*`.
 * https://grafana.com/docs/tempo/latest/metrics-from-traces/service_graphs/
 */
export class ServiceGraph {
  /** Spans whose other side did not come, and spans that found no room to wait. */
  unpaired = 0;
  dropped = 0;
  private readonly pending: PendingEdges;
  private readonly edges: EdgeSeries;
  private readonly filter: SpanFilter;

  constructor(
    private readonly settings: ServiceGraphSettings,
    series: TenantSeries,
  ) {
    this.pending = new PendingEdges(settings.maxItems);
    this.edges = new EdgeSeries(settings, series);
    this.filter = new SpanFilter(settings.filterPolicies);
  }

  /** Spans that wait for their other side. */
  get waiting(): number {
    return this.pending.size;
  }

  /** Takes the rows of a batch for which `admitted` is not 0. */
  *take(columns: SpanColumns, admitted: Uint8Array, nowMs: number): Generator<undefined, void> {
    const { batch } = columns;
    const kinds = batch.kind.values;
    const peers = new Peers(columns, this.settings.peerAttributes);
    const dimensions = combinations(this.settings.dimensions.map((key) => columns.attribute(key)));
    const valuesOf = textsOnce(dimensions.texts);
    const span = new EdgeSide();
    yield* this.expire(nowMs);
    let row = 0;
    for (const { resource, end } of batch.runs) {
      const own = this.settings.dimensions.map((key) => resourceText(resource, key));
      const passes = this.filter.over(columns, resource);
      const amountOf = multipliers(columns, this.settings.spanMultiplierKey, resource);
      for (; row < end; row++) {
        if (row % ROWS_PER_STEP === ROWS_PER_STEP - 1) yield;
        const role = ROLES[kinds[row]!];
        if (role === undefined || admitted[row] === 0 || !passes(row)) continue;
        const values = valuesOf(dimensions.ids?.[row] ?? 0);
        const database = role.side === 'client' ? peers.databaseOf(row) : undefined;
        span.service = resource.name;
        span.connection = database === undefined ? role.connection : 'database';
        span.seconds = columns.seconds(row);
        span.startMs = columns.startMs(row);
        span.failed = batch.status.values[row] === STATUS_ERROR;
        span.amount = amountOf(row);
        span.peer = database ?? peers.peerOf(row);
        span.values = own.length === 0 ? own : own.map((value, i) => value ?? values[i]);
        this.place(role.side, span, columns, row, nowMs);
      }
    }
  }

  /** Gives up on what has waited for long enough. */
  *expire(nowMs: number): Generator<undefined, void> {
    const giveUp = (side: Side, span: EdgeSide, traceIds: Uint8Array) => this.giveUp(side, span, traceIds, nowMs);
    while (this.pending.expire(nowMs - this.settings.wait, ROWS_PER_STEP, giveUp)) yield;
  }

  private place(side: Side, span: EdgeSide, { batch }: SpanColumns, row: number, nowMs: number): void {
    const traceIds = batch.traceId.bytes;
    const at = row * 16;
    if (span.connection === 'database') {
      this.lone('client', span, span.peer!, 'database', undefined, traceIds, at, nowMs);
      return;
    }
    const spanIds = side === 'client' ? batch.spanId.bytes : batch.parentId.bytes;
    if (side === 'server' && isZero(spanIds, row * 8)) {
      this.lone('server', span, span.peer ?? UNKNOWN_CLIENT, 'virtual_node', 'client', traceIds, at, nowMs);
      return;
    }
    const other = this.pending.take(OTHER_SIDE[side], traceIds, at, spanIds, row * 8);
    if (other !== undefined) this.pair(side, span, other, traceIds, at, nowMs);
    else if (!this.pending.add(side, span, nowMs)) {
      this.dropped++;
      this.edges.lone('dropped', side, span, nowMs);
    }
  }

  private pair(side: Side, span: EdgeSide, other: EdgeSide, traceIds: Uint8Array, at: number, nowMs: number): void {
    const [clientSpan, serverSpan] = side === 'client' ? [span, other] : [other, span];
    const request = {
      client: clientSpan.service,
      server: serverSpan.service,
      connection: clientSpan.connection === '' ? serverSpan.connection : clientSpan.connection,
      virtual: undefined,
      clientSpan,
      serverSpan,
    };
    this.edges.request(request, traceIds, at, nowMs);
  }

  /** A request of which one side sends no spans. */
  private lone(
    side: Side,
    span: EdgeSide,
    other: string,
    connection: ConnectionType,
    virtual: Side | undefined,
    traceIds: Uint8Array,
    at: number,
    nowMs: number,
  ): void {
    const isClient = side === 'client';
    const request = {
      client: isClient ? span.service : other,
      server: isClient ? other : span.service,
      connection,
      virtual,
      clientSpan: isClient ? span : undefined,
      serverSpan: isClient ? undefined : span,
    };
    this.edges.request(request, traceIds, at, nowMs);
  }

  private giveUp(side: Side, span: EdgeSide, traceIds: Uint8Array, nowMs: number): void {
    if (side === 'client' && span.peer !== undefined) {
      this.lone('client', span, span.peer, 'virtual_node', 'server', traceIds, 0, nowMs);
      return;
    }
    this.unpaired++;
    this.edges.lone('unpaired', side, span, nowMs);
  }
}

function isZero(bytes: Uint8Array, from: number): boolean {
  for (let i = from; i < from + 8; i++) if (bytes[i] !== 0) return false;
  return true;
}

function textsOnce(texts: (id: number) => (string | undefined)[]): (id: number) => readonly (string | undefined)[] {
  const known = new Map<number, readonly (string | undefined)[]>();
  return (id) => {
    let values = known.get(id);
    if (values === undefined) {
      values = texts(id);
      known.set(id, values);
    }
    return values;
  };
}
