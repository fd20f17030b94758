import { linkToService } from '../app/links';
import type { Sample } from '../data/samples/ask-samples';
import { shown } from '../format/quantity';
import type { GraphEdge, GraphNode } from '../graph/graph';

/** By `client`, `server` and `connection_type`, as the service graph's metrics have them. */
export interface CallFigures {
  /** Calls a second. */
  readonly rate: readonly Sample[];
  readonly failed: readonly Sample[];
  /** Seconds, as the client sees it. */
  readonly p95: readonly Sample[];
  /** By `service`: those that send spans themselves. */
  readonly services: readonly Sample[];
}

export interface Calls {
  readonly client: string;
  readonly server: string;
  /** `database`, `messaging_system`, `virtual_node`; '' between two instrumented services. */
  readonly kind: string;
  /** Calls a second, and those of them that failed. */
  readonly rate: number;
  readonly failedRate: number;
  readonly p95: number | undefined;
}

const BY = 'client, server, connection_type';

/** Queries of the figures over `window`; `matchers` as within braces. */
export const callQueries = (window: string, matchers = '') => ({
  rate: `sum by (${BY}) (rate(traces_service_graph_request_total{${matchers}}[${window}])) > 0`,
  failed: `sum by (${BY}) (rate(traces_service_graph_request_failed_total{${matchers}}[${window}]))`,
  services: 'count by (service) (traces_spanmetrics_calls_total)',
  p95: `histogram_quantile(0.95, sum by (${BY}, le) (rate(traces_service_graph_request_client_seconds_bucket{${matchers}}[${window}])))`,
});

const keyOf = ({ labels }: Sample): string =>
  JSON.stringify([labels.client, labels.server, labels.connection_type ?? '']);

/** Who calls whom, the most frequent first. */
export function callsOf({ rate, failed, p95 }: CallFigures): Calls[] {
  const failures = new Map(failed.map((sample) => [keyOf(sample), sample.value]));
  const latencies = new Map(p95.map((sample) => [keyOf(sample), sample.value]));
  return rate
    .map((sample): Calls => {
      const seconds = latencies.get(keyOf(sample));
      return {
        client: sample.labels.client ?? '',
        server: sample.labels.server ?? '',
        kind: sample.labels.connection_type ?? '',
        rate: sample.value,
        failedRate: failures.get(keyOf(sample)) ?? 0,
        p95: Number.isFinite(seconds) ? seconds : undefined,
      };
    })
    .sort((a, b) => b.rate - a.rate);
}

/**
 * One for each pair and kind that is drawn: calls whose other end is still missing count to those that are whole between the
 * same two.
 */
export function merged(calls: readonly Calls[]): Calls[] {
  const found = new Map<string, Calls>();
  for (const call of calls) {
    const plain = call.kind === 'virtual_node' ? '' : call.kind;
    const key = JSON.stringify([call.client, call.server, plain]);
    const known = found.get(key);
    if (known === undefined) found.set(key, call);
    else {
      const kind = known.kind === call.kind ? known.kind : plain;
      found.set(key, {
        ...known,
        kind,
        rate: known.rate + call.rate,
        failedRate: known.failedRate + call.failedRate,
      });
    }
  }
  return [...found.values()];
}

export const failedShare = ({ rate, failedRate }: Pick<Calls, 'rate' | 'failedRate'>): number =>
  rate > 0 ? Math.min(1, failedRate / rate) : 0;

const KIND_NAMES: Readonly<Record<string, string>> = {
  database: 'database',
  messaging_system: 'messaging',
  virtual_node: 'not instrumented',
};

interface Palette {
  readonly good: string;
  readonly bad: string;
  readonly line: string;
}

/** The share of failed calls from which an edge is red, and tells it in the place of its p95. */
const FAILING = 0.01;

/** The least and greatest width of an edge, px: the wider, the more calls. */
const EDGE_WIDTH = [1, 5] as const;

/** The graph of `calls`. `services`, those that send spans, have a link (made by `href`); what only others tell of has none. */
export function graphOf(
  calls: readonly Calls[],
  services: ReadonlySet<string>,
  palette: Palette,
  href: (path: string) => string,
) {
  const most = Math.max(...calls.map(({ rate }) => rate), 0);
  const names = [...new Set(calls.flatMap(({ client, server }) => [client, server]))];
  const nodes = names.map((name): GraphNode => {
    const inward = calls.filter(({ server }) => server === name);
    const rate = inward.reduce((sum, call) => sum + call.rate, 0);
    const share = failedShare({ rate, failedRate: inward.reduce((sum, call) => sum + call.failedRate, 0) });
    const isService = services.has(name);
    // Before the services are known nothing is said to be none.
    const kind = isService || services.size === 0 ? undefined : kindOf(name, calls);
    return {
      id: name,
      title: name,
      ...(kind !== undefined && { subtitle: kind }),
      ...(rate > 0 && { mainStat: shown(rate, 'perSecond'), secondaryStat: `${shown(share, 'share')} err` }),
      arcs:
        rate > 0
          ? [
              { share: 1 - share, color: palette.good, name: 'succeeded' },
              { share, color: palette.bad, name: 'failed' },
            ]
          : [],
      ...(isService && { href: href(linkToService(name)) }),
    };
  });
  const edges = calls.map((call): GraphEdge => {
    const share = failedShare(call);
    return {
      id: `${call.client} → ${call.server} ${call.kind}`,
      source: call.client,
      target: call.server,
      mainStat: shown(call.rate, 'perSecond'),
      ...secondOf(call, share),
      thickness: EDGE_WIDTH[0] + (EDGE_WIDTH[1] - EDGE_WIDTH[0]) * Math.sqrt(most > 0 ? call.rate / most : 0),
      color: share >= FAILING ? palette.bad : palette.line,
      ...(call.kind === 'messaging_system' && { dashes: '4 4' }),
      details: [
        ['calls', shown(call.rate, 'perSecond')],
        ['failed', shown(share, 'share')],
        ['p95', shown(call.p95, 'seconds')],
      ],
    };
  });
  return { nodes, edges };
}

/** Under the rate of an edge: the failures where there are many, else the p95 where it is known. */
function secondOf({ p95 }: Calls, share: number): Pick<GraphEdge, 'secondaryStat'> {
  if (share >= FAILING) return { secondaryStat: `${shown(share, 'share')} err` };
  return Number.isFinite(p95) ? { secondaryStat: shown(p95, 'seconds') } : {};
}

/** What a node is that sends no spans itself: as the calls to or from it say. */
function kindOf(name: string, calls: readonly Calls[]): string {
  const inward = calls.find(({ server }) => server === name);
  if (inward === undefined) return 'from outside';
  return KIND_NAMES[inward.kind] ?? inward.kind;
}
