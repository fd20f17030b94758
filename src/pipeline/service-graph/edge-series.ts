import type { ServiceGraphSettings } from '../../model/trace-metric-settings.js';
import type { CounterSeries } from '../generated-series/counter.js';
import { BucketBounds, type HistogramSeries } from '../generated-series/histogram.js';
import type { Family, LabelPairs } from '../generated-series/series.js';
import type { TenantSeries } from '../generated-series/tenant-series.js';
import { ownLabelName } from '../span-columns/label-name.js';
import type { ConnectionType, EdgeSide, Side } from './edge.js';
import { CLIENT_SECONDS, DROPPED, FAILED, MESSAGING_SECONDS, REQUESTS, SERVER_SECONDS, UNPAIRED } from './families.js';

const OWN_LABELS = ['client', 'server', 'connection_type', 'virtual_node'];
/** Edges whose series are remembered; more are looked up by their labels. */
const MAX_KNOWN = 10_000;

/** Two nodes and a request between them. At least one side sent a span. */
export interface Request {
  readonly client: string;
  readonly server: string;
  readonly connection: ConnectionType;
  /** The side that sends no spans. */
  readonly virtual: Side | undefined;
  readonly clientSpan: EdgeSide | undefined;
  readonly serverSpan: EdgeSide | undefined;
}

interface Known {
  readonly total: CounterSeries;
  readonly serverSeconds: HistogramSeries;
  readonly clientSeconds: HistogramSeries;
}

/** The series of the service graph: requests, failures and durations by client and server. */
export class EdgeSeries {
  private readonly bounds: BucketBounds;
  private readonly dimensionLabels: Readonly<Record<Side, readonly string[]>>;
  private readonly known = new Map<string, Known>();

  constructor(
    private readonly settings: ServiceGraphSettings,
    private readonly series: TenantSeries,
  ) {
    this.bounds = new BucketBounds(settings.histogramBuckets);
    const labels = (prefix: Side) =>
      settings.dimensions.map((key) =>
        ownLabelName(settings.clientServerPrefix ? `${prefix}_${key}` : key, OWN_LABELS),
      );
    this.dimensionLabels = { client: labels('client'), server: labels('server') };
  }

  /**
   * Counts a request of the trace whose id is `traceIds[at, at + 16)`. The side that sent no span is taken to have seen
   * it as the other did.
   */
  request(request: Request, traceIds: Uint8Array, at: number, nowMs: number): void {
    const { clientSpan, serverSpan } = request;
    const seen = (clientSpan ?? serverSpan)!;
    const amount = Math.max(clientSpan?.amount ?? 1, serverSpan?.amount ?? 1);
    const { total, serverSeconds, clientSeconds } = this.of(request);
    total.add(amount, nowMs);
    if (clientSpan?.failed || serverSpan?.failed) this.series.counter(FAILED, this.labels(request)).add(amount, nowMs);
    serverSeconds.observe((serverSpan ?? seen).seconds, amount, traceIds, at, nowMs);
    clientSeconds.observe((clientSpan ?? seen).seconds, amount, traceIds, at, nowMs);
    if (!this.settings.messagingSystemLatency || request.connection !== 'messaging_system') return;
    if (clientSpan === undefined || serverSpan === undefined) return;
    const seconds = (serverSpan.startMs - clientSpan.endMs) / 1000;
    if (seconds <= 0) return;
    this.series
      .histogram(MESSAGING_SECONDS, this.labels(request), this.bounds)
      .observe(seconds, amount, traceIds, at, nowMs);
  }

  /** Counts a span whose other side did not come. */
  unpaired(side: Side, span: EdgeSide, nowMs: number): void {
    this.lone(UNPAIRED, side, span, nowMs);
  }

  /** Counts a span that found no room to wait. */
  dropped(side: Side, span: EdgeSide, nowMs: number): void {
    this.lone(DROPPED, side, span, nowMs);
  }

  private lone(family: Family, side: Side, { service, connection }: EdgeSide, nowMs: number): void {
    const labels = [
      [side, service],
      ['connection_type', connection],
    ] as const;
    this.series.counter(family, labels).add(1, nowMs);
  }

  private of(request: Request): Known {
    const key = this.keyOf(request);
    const known = this.known.get(key);
    if (known !== undefined && !known.total.ended) return known;
    const overflowed = this.series.overflowed;
    const labels = this.labels(request);
    const made = {
      total: this.series.counter(REQUESTS, labels),
      serverSeconds: this.series.histogram(SERVER_SECONDS, labels, this.bounds),
      clientSeconds: this.series.histogram(CLIENT_SECONDS, labels, this.bounds),
    };
    if (this.series.overflowed !== overflowed) return made;
    if (this.known.size >= MAX_KNOWN) this.known.clear();
    this.known.set(key, made);
    return made;
  }

  /** One text for each label set. */
  private keyOf({ client, server, connection, virtual, clientSpan, serverSpan }: Request): string {
    const nodes = `${client.length} ${client}${server.length} ${server}${connection} ${virtual ?? ''}`;
    if (this.settings.dimensions.length === 0) return nodes;
    return JSON.stringify([nodes, clientSpan?.values, serverSpan?.values]);
  }

  private labels({ client, server, connection, virtual, clientSpan, serverSpan }: Request): LabelPairs {
    const of = (side: Side, span: EdgeSide | undefined): [string, string][] =>
      this.dimensionLabels[side].flatMap((label, i): [string, string][] => {
        const value = span?.values[i];
        return value === undefined ? [] : [[label, value]];
      });
    return [
      ...of('client', clientSpan),
      ...of('server', serverSpan),
      ['client', client],
      ['server', server],
      ['connection_type', connection],
      ['virtual_node', this.settings.virtualNodeLabel ? (virtual ?? '') : ''],
    ];
  }
}
