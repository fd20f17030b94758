import type { ServiceGraphSettings } from '../../model/trace-metric-settings.js';
import { BucketBounds } from '../generated-series/histogram.js';
import type { GroupKind, LabelPairs, SeriesGroup } from '../generated-series/series.js';
import type { TenantSeries } from '../generated-series/tenant-series.js';
import { ownLabelName } from '../span-columns/label-name.js';
import type { ConnectionType, EdgeSide, Side } from './edge.js';
import { LONE_KINDS, type MessagingGroup, messagingKind, type RequestGroup, requestKind } from './edge-groups.js';

const OWN_LABELS = ['client', 'server', 'connection_type', 'virtual_node'];
/** Edges whose series are remembered; more are looked up by their labels. */
const MAX_KNOWN = 10_000;
const MAX_KEY_LENGTH = 2_000;

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

/** The series of the service graph: requests, failures and durations by client and server. */
export class EdgeSeries {
  private readonly requests: GroupKind<RequestGroup>;
  private readonly messages: GroupKind<MessagingGroup>;
  private readonly dimensionLabels: Readonly<Record<Side, readonly string[]>>;
  private readonly known = new Map<string, SeriesGroup>();

  constructor(
    private readonly settings: ServiceGraphSettings,
    private readonly series: TenantSeries,
  ) {
    const bounds = new BucketBounds(settings.histogramBuckets);
    this.requests = requestKind(bounds);
    this.messages = messagingKind(bounds);
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
    const key = this.keyOf(request);
    const group = this.of(this.requests, key, () => this.labels(request), nowMs);
    group.total.add(amount);
    if (clientSpan?.failed || serverSpan?.failed) group.failed.add(amount);
    group.serverSeconds.observe((serverSpan ?? seen).seconds, amount, traceIds, at, nowMs);
    group.clientSeconds.observe((clientSpan ?? seen).seconds, amount, traceIds, at, nowMs);
    if (!this.settings.messagingSystemLatency || request.connection !== 'messaging_system') return;
    if (clientSpan === undefined || serverSpan === undefined) return;
    const seconds = (serverSpan.startMs - (clientSpan.startMs + clientSpan.seconds * 1000)) / 1000;
    if (seconds <= 0) return;
    const messages = this.of(this.messages, `m${key}`, () => this.labels(request), nowMs);
    messages.seconds.observe(seconds, amount, traceIds, at, nowMs);
  }

  /** Counts a span that makes no request: its other side did not come, or it found no room to wait. */
  lone(what: keyof typeof LONE_KINDS, side: Side, { service, connection }: EdgeSide, nowMs: number): void {
    const labels = () => [[side, service] as const, ['connection_type', connection] as const];
    this.of(LONE_KINDS[what], `${what} ${side} ${connection} ${service}`, labels, nowMs).spans.add(1);
  }

  private of<G extends SeriesGroup>(kind: GroupKind<G>, key: string, labels: () => LabelPairs, nowMs: number): G {
    let group = this.known.get(key) as G | undefined;
    if (group === undefined || group.ended) {
      const { overflowed } = this.series;
      group = this.series.group(kind, labels());
      // What did not fit is asked for again: there may be room then.
      if (this.series.overflowed === overflowed) this.remember(key, group);
    }
    group.usedMs = nowMs;
    return group;
  }

  private remember(key: string, group: SeriesGroup): void {
    if (key.length > MAX_KEY_LENGTH) return;
    if (this.known.size >= MAX_KNOWN) this.known.clear();
    this.known.set(key, group);
  }

  /** One text for each label set. */
  private keyOf({ client, server, connection, virtual, clientSpan, serverSpan }: Request): string {
    const nodes = `r${client.length} ${client}${server.length} ${server}${connection} ${virtual ?? ''}`;
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
