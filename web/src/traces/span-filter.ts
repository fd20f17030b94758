import type { SpanRow } from './trace';

export interface SpanFilter {
  /** In names, services, status messages and ids, and in what `textOf` gives. Any case. */
  readonly text: string;
  readonly services: readonly string[];
  readonly onlyErrors: boolean;
  readonly onlyCritical: boolean;
  /** ns; 0 for any. */
  readonly leastNs: number;
}

export const NO_FILTER: SpanFilter = { text: '', services: [], onlyErrors: false, onlyCritical: false, leastNs: 0 };

export const isFiltering = (filter: SpanFilter): boolean =>
  filter.text.trim() !== '' ||
  filter.services.length > 0 ||
  filter.onlyErrors ||
  filter.onlyCritical ||
  filter.leastNs > 0;

/** A text that is TraceQL is answered by the server. */
export const isTraceql = (text: string): boolean => text.trim().startsWith('{');

export interface Search {
  /** More of a span's text, in lower case: its attributes, where they are loaded. */
  readonly textOf?: ((spanId: string) => string | undefined) | undefined;
  /** The spans that TraceQL found; undefined until it is answered. */
  readonly found?: ReadonlySet<string> | undefined;
}

/** Indexes of the spans that meet all of it; undefined where it asks for nothing. */
export function matchingSpans(
  spans: readonly SpanRow[],
  filter: SpanFilter,
  search: Search = {},
): Set<number> | undefined {
  if (!isFiltering(filter)) return undefined;
  const services = new Set(filter.services);
  const holdsText = textCondition(filter.text.trim(), search);
  const matches = new Set<number>();
  for (const [index, span] of spans.entries()) {
    if (services.size > 0 && !services.has(span.service)) continue;
    if (filter.onlyErrors && span.status !== 'error') continue;
    if (filter.onlyCritical && span.criticalNs === 0) continue;
    if (span.durationNs < filter.leastNs) continue;
    if (holdsText(span)) matches.add(index);
  }
  return matches;
}

function textCondition(text: string, { textOf, found }: Search): (span: SpanRow) => boolean {
  if (text === '') return () => true;
  if (isTraceql(text)) return ({ spanId }) => found?.has(spanId) ?? false;
  const wanted = text.toLowerCase();
  return (span) =>
    [span.name, span.service, span.statusMessage, span.spanId, span.kind].some((own) =>
      own.toLowerCase().includes(wanted),
    ) ||
    (textOf?.(span.spanId)?.includes(wanted) ?? false);
}

const UNITS: Readonly<Record<string, number>> = { ns: 1, us: 1e3, µs: 1e3, ms: 1e6, s: 1e9, m: 60e9, h: 3600e9 };

/** `1.5ms` or `20` (ms) in ns; undefined for what is no duration. */
export function readDuration(text: string): number | undefined {
  const parts = /^(\d+(?:\.\d+)?)\s*(ns|us|µs|ms|s|m|h)?$/.exec(text.trim());
  return parts === null ? undefined : Number(parts[1]) * UNITS[parts[2] ?? 'ms']!;
}

/** The match after (or before) the row that is active; from the last again to the first. `sorted` ascends. */
export function nextMatch(sorted: readonly number[], active: number | undefined, by: 1 | -1): number | undefined {
  const at = active ?? (by === 1 ? -1 : Number.POSITIVE_INFINITY);
  return by === 1
    ? (sorted.find((index) => index > at) ?? sorted[0])
    : (sorted.findLast((index) => index < at) ?? sorted.at(-1));
}
