import type { EvaluatedSpan, EvaluatedTrace } from '../eval/span.js';
import { type CallNode, callTree } from './call-tree.js';
import { type CriticalSection, criticalPath } from './critical-path.js';
import { selfTime } from './self-time.js';

/** A span with what its trace makes of it. */
export interface AnalyzedSpan {
  readonly span: EvaluatedSpan;
  readonly service: string;
  readonly depth: number;
  readonly isOrphan: boolean;
  /** ns in which none of its children ran, and in which the trace waited for it. */
  readonly selfNs: number;
  readonly criticalNs: number;
}

interface ServiceShare {
  readonly service: string;
  readonly spans: number;
  readonly errors: number;
  /** Sums over its spans, ns; spans that run at once count each. */
  readonly selfNs: number;
  readonly criticalNs: number;
}

/** An error; `isOrigin` where none of the span's children failed too. */
interface SpanError {
  readonly span: AnalyzedSpan;
  readonly message: string;
  readonly isOrigin: boolean;
}

export interface TraceAnalysis {
  readonly trace: EvaluatedTrace;
  /** Each span before its children, roots and siblings by start. */
  readonly spans: readonly AnalyzedSpan[];
  readonly criticalPath: readonly CriticalSection[];
  /** Those on the critical path longest first. */
  readonly services: readonly ServiceShare[];
  /** Origins first, then by start. */
  readonly errors: readonly SpanError[];
  /** By the time that the trace waited for them, longest first; at most `MOST_SLOW`. */
  readonly slowest: readonly AnalyzedSpan[];
  readonly orphans: number;
  /** Levels of the deepest span. */
  readonly depth: number;
}

const MOST_SLOW = 10;

/** Where a trace spent its time and where it failed. Takes time and memory in proportion to its spans. */
export function analyzeTrace(trace: EvaluatedTrace): TraceAnalysis {
  const tree = callTree(trace.spans);
  const path = criticalPath(trace, tree);
  const critical = new Map<EvaluatedSpan, number>();
  for (const { span, startNs, endNs } of path) critical.set(span, (critical.get(span) ?? 0) + endNs - startNs);
  const spans = tree.nodes.map((node) => analyzed(node, critical.get(node.span) ?? 0));
  return {
    trace,
    spans,
    criticalPath: path,
    services: serviceShares(spans),
    errors: errorsOf(tree.nodes, spans),
    slowest: spans
      .filter(({ criticalNs }) => criticalNs > 0)
      .sort((a, b) => b.criticalNs - a.criticalNs)
      .slice(0, MOST_SLOW),
    orphans: spans.reduce((count, { isOrphan }) => count + (isOrphan ? 1 : 0), 0),
    depth: spans.reduce((deepest, { depth }) => Math.max(deepest, depth + 1), 0),
  };
}

const analyzed = (node: CallNode, criticalNs: number): AnalyzedSpan => ({
  span: node.span,
  service: serviceOf(node.span),
  depth: node.depth,
  isOrphan: node.isOrphan,
  selfNs: selfTime(node),
  criticalNs,
});

/** Empty where the resource does not say. */
export function serviceOf({ resource }: EvaluatedSpan): string {
  const service = resource.get('service.name');
  return service?.type === 'string' ? service.value : '';
}

function serviceShares(spans: readonly AnalyzedSpan[]): ServiceShare[] {
  const shares = new Map<string, { -readonly [K in keyof ServiceShare]: ServiceShare[K] }>();
  for (const { service, span, selfNs, criticalNs } of spans) {
    const share = shares.get(service) ?? { service, spans: 0, errors: 0, selfNs: 0, criticalNs: 0 };
    shares.set(service, share);
    share.spans++;
    if (span.status === 'error') share.errors++;
    share.selfNs += selfNs;
    share.criticalNs += criticalNs;
  }
  return [...shares.values()].sort((a, b) => b.criticalNs - a.criticalNs || (a.service < b.service ? -1 : 1));
}

function errorsOf(nodes: readonly CallNode[], spans: readonly AnalyzedSpan[]): SpanError[] {
  const errors: SpanError[] = [];
  for (const [i, { span, children }] of nodes.entries()) {
    if (span.status !== 'error') continue;
    const isOrigin = children.every((child) => child.span.status !== 'error');
    errors.push({ span: spans[i]!, message: messageOf(span), isOrigin });
  }
  return errors.sort(
    (a, b) => Number(b.isOrigin) - Number(a.isOrigin) || (a.span.span.startNs < b.span.span.startNs ? -1 : 1),
  );
}

/** What the span says of its error, or the last exception that it recorded. https://opentelemetry.io/docs/specs/semconv/exceptions/ */
function messageOf({ statusMessage, events }: EvaluatedSpan): string {
  if (statusMessage !== '') return statusMessage;
  const exception = events.findLast(({ name }) => name === 'exception');
  const texts = ['exception.type', 'exception.message'].map((name) => exception?.attributes.get(name));
  return texts.flatMap((value) => (value?.type === 'string' ? [value.value] : [])).join(': ');
}
