import { formatNs, plural } from '../format/quantity';
import type { GraphEdge, GraphNode } from '../graph/graph';
import type { SpanTree } from './span-tree';
import type { Trace } from './trace';

interface Calls {
  readonly source: string;
  readonly target: string;
  calls: number;
  errors: number;
  durationNs: number;
}

/** Who called whom in one trace: a node for each service, its ring the share of the spans that failed. */
export function traceGraph(
  { services }: Pick<Trace, 'services'>,
  tree: SpanTree,
  colors: ReadonlyMap<string, string>,
): { nodes: GraphNode[]; edges: GraphEdge[] } {
  return {
    nodes: services.map(({ service, spans, errors, selfNs, criticalNs }) => ({
      id: service,
      title: service || 'no service',
      mainStat: formatNs(selfNs),
      secondaryStat: plural(spans, 'span'),
      color: colors.get(service) ?? '',
      arcs: errors === 0 ? [] : [{ name: 'errors', share: errors / spans, color: 'var(--bad)' }],
      details: [
        ['self time', formatNs(selfNs)],
        ['critical path', formatNs(criticalNs)],
        ['errors', String(errors)],
      ],
    })),
    edges: callsBetween(tree).map(({ source, target, calls, errors, durationNs }) => ({
      id: `${source} ${target}`,
      source,
      target,
      mainStat: plural(calls, 'call'),
      secondaryStat: formatNs(durationNs / calls),
      ...(errors > 0 && { color: 'var(--bad)' }),
      details: [['errors', String(errors)]],
    })),
  };
}

function callsBetween({ spans, parents }: SpanTree): Calls[] {
  const found = new Map<string, Calls>();
  for (const [index, { service, status, durationNs }] of spans.entries()) {
    const caller = spans[parents[index]!];
    if (caller === undefined || caller.service === service) continue;
    const key = `${caller.service}\n${service}`;
    const calls = found.get(key) ?? { source: caller.service, target: service, calls: 0, errors: 0, durationNs: 0 };
    calls.calls++;
    calls.errors += status === 'error' ? 1 : 0;
    calls.durationNs += durationNs;
    found.set(key, calls);
  }
  return [...found.values()];
}
