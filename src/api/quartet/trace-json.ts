import type { CriticalSection } from '../../traceql/analysis/critical-path.js';
import { type AnalyzedSpan, serviceOf, type TraceAnalysis } from '../../traceql/analysis/trace-summary.js';

/** Where a trace spent its time and where it failed. Times since 1970 are texts, as numbers would round them; all in ns. */
export const analysisJson = ({ trace, spans, orphans, depth, ...analysis }: TraceAnalysis) => ({
  traceId: trace.id,
  rootService: trace.rootServiceName,
  rootName: trace.rootName,
  startNs: String(trace.startNs),
  durationNs: trace.durationNs,
  spanCount: spans.length,
  errorCount: analysis.errors.length,
  orphanCount: orphans,
  depth,
  services: analysis.services,
  errors: analysis.errors
    .slice(0, MOST_ERRORS)
    .map(({ span, message, isOrigin }) => ({ ...spanName(span), message, isOrigin })),
  slowest: analysis.slowest.map((span) => ({
    ...spanName(span),
    durationNs: span.span.durationNs,
    selfNs: span.selfNs,
    criticalNs: span.criticalNs,
  })),
  criticalPath: analysis.criticalPath.slice(0, MOST_SECTIONS).map(sectionJson),
});

const MOST_ERRORS = 100;
const MOST_SECTIONS = 1_000;

const spanName = ({ span, service }: AnalyzedSpan) => ({ spanId: span.id, service, name: span.name });

const sectionJson = ({ span, startNs, endNs }: CriticalSection) => ({
  spanId: span.id,
  service: serviceOf(span),
  name: span.name,
  offsetNs: startNs,
  durationNs: endNs - startNs,
});

/** A row of a waterfall; rows come as a tree is drawn. */
export const waterfallRow = ({ span, service, depth, isOrphan, selfNs, criticalNs }: AnalyzedSpan) => ({
  spanId: span.id,
  parentId: span.parentId,
  depth,
  isOrphan,
  service,
  name: span.name,
  kind: span.kind,
  status: span.status,
  statusMessage: span.statusMessage,
  offsetNs: Number(span.startNs - span.trace.startNs),
  durationNs: span.durationNs,
  selfNs,
  criticalNs,
});
