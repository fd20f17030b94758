import type { ComparedTrace, Matches, TracePatch } from './patch.js';
import type { PlacedSpan } from './span-tree.js';

/** What differs between two traces at a glance, in the form `trace-summary-v0-native`. */
export interface TraceSummary {
  readonly version: 'trace-summary-v0-native';
  readonly base: TraceFigures;
  readonly compare: TraceFigures;
  readonly signals: Readonly<Record<'traceLatency' | 'sumSpanDuration' | 'errors' | 'spanCount', Signal>> & {
    readonly structure: 'changed' | 'unchanged';
  };
  /** How far the two are the same work at all, 0 to 1. */
  readonly trust: { readonly matchedSpanRatio: number; readonly structureOverlap: number };
  readonly stats: object;
  readonly changedServices: readonly string[];
  readonly services: readonly ServiceChanges[];
}

interface TraceFigures {
  readonly traceId: string;
  readonly rootService: string;
  readonly rootName: string;
  readonly spanCount: number;
  readonly errorSpanCount: number;
  readonly durationMs: number;
  readonly sumSpanDurationMs: number;
}

type Signal = 'increased' | 'decreased' | 'unchanged';

interface ServiceChanges {
  readonly name: string;
  readonly sumSpanDurationDeltaMs: number;
  readonly modified: number;
  readonly added: number;
  readonly removed: number;
  readonly newErrors: number;
  readonly resolvedErrors: number;
}

export function traceSummary(
  compared: { readonly base: ComparedTrace; readonly compare: ComparedTrace },
  matches: Matches,
  { stats, modified }: TracePatch,
): TraceSummary {
  const [base, compare] = [figures(compared.base), figures(compared.compare)];
  const services = serviceChanges(compared, matches, modified);
  const structureChanged = matches.added.length + matches.removed.length > 0;
  return {
    version: 'trace-summary-v0-native',
    base,
    compare,
    signals: {
      traceLatency: signal(base.durationMs, compare.durationMs, DRIFT),
      sumSpanDuration: signal(base.sumSpanDurationMs, compare.sumSpanDurationMs, DRIFT),
      errors: signal(base.errorSpanCount, compare.errorSpanCount),
      spanCount: signal(base.spanCount, compare.spanCount),
      structure: structureChanged ? 'changed' : 'unchanged',
    },
    trust: {
      matchedSpanRatio: ratio(matches.matched.length, Math.max(base.spanCount, compare.spanCount)),
      structureOverlap: ratio(matches.matched.length, base.spanCount + compare.spanCount - matches.matched.length),
    },
    stats: {
      traceLatencyDeltaMs: compare.durationMs - base.durationMs,
      sumSpanDurationDeltaMs: compare.sumSpanDurationMs - base.sumSpanDurationMs,
      spanCountDelta: compare.spanCount - base.spanCount,
      errorSpanDelta: compare.errorSpanCount - base.errorSpanCount,
      matchedSpans: stats.matchedSpans,
      modifiedSpans: stats.modifiedSpans,
      addedSpans: stats.addedSpans,
      removedSpans: stats.removedSpans,
      fieldChanges: stats.fieldChanges,
      attributeChanges: stats.attributeChanges,
    },
    changedServices: services.map(({ name }) => name),
    services,
  };
}

const ratio = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);

function figures({ traceId, spans }: ComparedTrace): TraceFigures {
  const root = spans.find(({ path }) => path.length === 1);
  return {
    traceId,
    rootService: root?.service ?? '',
    rootName: root?.span.name ?? '',
    spanCount: spans.length,
    errorSpanCount: spans.filter(isError).length,
    durationMs: wholeMs(root?.span.trace.durationNs ?? 0),
    sumSpanDurationMs: wholeMs(sumOf(spans)),
  };
}

const isError = ({ span }: PlacedSpan): boolean => span.status === 'error';
const sumOf = (spans: readonly PlacedSpan[]): number => spans.reduce((sum, { span }) => sum + span.durationNs, 0);
const wholeMs = (ns: number): number => Math.trunc(ns / 1e6);

/** Times that differ by less are the same: ms, and a share of the first. */
const DRIFT = { absolute: 1, relative: 0.05 };

function signal(before: number, after: number, tolerance = { absolute: 1, relative: 0 }): Signal {
  const delta = after - before;
  if (delta === 0 || Math.abs(delta) < Math.max(tolerance.absolute, tolerance.relative * before)) return 'unchanged';
  return delta > 0 ? 'increased' : 'decreased';
}

/** Services of which spans came, went or changed, or that took longer or shorter in all; by name. */
function serviceChanges(
  { base, compare }: { readonly base: ComparedTrace; readonly compare: ComparedTrace },
  { matched, added, removed }: Matches,
  modified: TracePatch['modified'],
): ServiceChanges[] {
  const names = [...new Set([...base.spans, ...compare.spans].map(({ service }) => service))].sort();
  return names
    .map((name) => {
      const of = ({ service }: { readonly service: string }) => service === name;
      const [before, after] = [sumOf(base.spans.filter(of)), sumOf(compare.spans.filter(of))];
      const turned = matched.filter(({ after: span }) => of(span));
      return {
        drifted: signal(before / 1e6, after / 1e6, DRIFT) !== 'unchanged',
        changes: {
          name,
          sumSpanDurationDeltaMs: wholeMs(after) - wholeMs(before),
          modified: modified.filter(({ span }) => of(span)).length,
          added: added.filter(of).length,
          removed: removed.filter(of).length,
          newErrors:
            added.filter((span) => of(span) && isError(span)).length +
            turned.filter((pair) => !isError(pair.before) && isError(pair.after)).length,
          resolvedErrors:
            removed.filter((span) => of(span) && isError(span)).length +
            turned.filter((pair) => isError(pair.before) && !isError(pair.after)).length,
        },
      };
    })
    .filter(({ drifted, changes }) => drifted || changes.modified + changes.added + changes.removed > 0)
    .map(({ changes }) => changes);
}
