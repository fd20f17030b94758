import type { Labels } from '../../model/labels.js';
import type { Tenant } from '../../model/tenant.js';
import type { LogEntry, QueryLimits, TimeRangeNs } from '../../storage/interface.js';
import { serviceOf, type TraceAnalysis } from '../../traceql/analysis/trace-summary.js';
import type { QuartetContext } from './context.js';
import { analysisJson } from './trace-json.js';

const NS_PER_MS = 1_000_000n;
/** How long before and after a trace its logs are looked for, and how long after it its exemplars. ns. */
const MARGIN_NS = 300_000_000_000n;
const MOST_LOGS = 1_000;
const MOST_EXEMPLARS = 1_000;

interface Correlation {
  readonly context: QuartetContext;
  readonly tenant: Tenant;
  /** 32 hex digits. */
  readonly traceId: string;
  /** Undefined where no span of the trace is stored: its logs may be all there is. */
  readonly analysis: TraceAnalysis | undefined;
  readonly limits: QueryLimits;
}

/** Everything that is known of a trace id: the trace, its log lines and the exemplars of metrics, with the query for each. */
export async function correlate(correlation: Correlation): Promise<object> {
  const { traceId, analysis } = correlation;
  const range = rangeOf(correlation);
  const [logs, exemplars] = await Promise.all([logsOf(correlation, range), exemplarsOf(correlation, range)]);
  const services = [...new Set(analysis?.trace.spans.map(serviceOf) ?? [])].filter((name) => name !== '').sort();
  return {
    traceId,
    range: { startNs: String(range.start), endNs: String(range.end) },
    trace: analysis === undefined ? null : analysisJson(analysis),
    logs,
    exemplars,
    queries: {
      traceql: `{ trace:id = "${traceId}" }`,
      logql: `{service_name=~".+"} |= "${traceId}"`,
      promql: services.map((service) => `traces_spanmetrics_calls_total{service=${JSON.stringify(service)}}`),
    },
    links: {
      trace: `/api/v2/traces/${traceId}`,
      analysis: `/api/quartet/v1/traces/${traceId}/analysis`,
    },
  };
}

/** Of a trace that is not there, the last hour. */
function rangeOf({ context, analysis }: Correlation): TimeRangeNs {
  if (analysis === undefined) {
    const now = BigInt(Math.ceil(context.now())) * NS_PER_MS;
    return { start: now - 12n * MARGIN_NS, end: now + MARGIN_NS };
  }
  const { startNs, durationNs } = analysis.trace;
  return { start: startNs - MARGIN_NS, end: startNs + BigInt(durationNs) + MARGIN_NS };
}

async function logsOf({ context, tenant, traceId, limits }: Correlation, range: TimeRangeNs): Promise<object> {
  const entries: LogEntry[] = [];
  for await (const batch of context.traceLogs.logsOfTrace(tenant, traceId, range, limits)) {
    for (const entry of batch) entries.push(entry);
    if (entries.length > MOST_LOGS) break;
  }
  return {
    entries: entries.slice(0, MOST_LOGS).map(({ ns, line, labels, metadata }) => ({
      timeNs: String(ns),
      line,
      labels: namesAndValues(labels),
      metadata: namesAndValues(metadata),
    })),
    isWhole: entries.length <= MOST_LOGS,
  };
}

async function exemplarsOf({ context, tenant, traceId, limits }: Correlation, range: TimeRangeNs): Promise<object> {
  const ms = { start: Number(range.start / NS_PER_MS), end: Number(range.end / NS_PER_MS) };
  const found = [];
  for (const { labels, exemplars } of await context.traceExemplars.exemplarsOfTrace(tenant, traceId, ms, limits)) {
    for (const exemplar of exemplars) {
      found.push({
        series: namesAndValues(labels),
        value: exemplar.value,
        timeMs: exemplar.ms,
        labels: namesAndValues(exemplar.labels),
        promql: selectorOf(labels),
      });
      if (found.length >= MOST_EXEMPLARS) return found;
    }
  }
  return found;
}

function namesAndValues(labels: Labels): Record<string, string> {
  const pairs: [string, string][] = [];
  for (let i = 0; i < labels.length; i += 2) pairs.push([labels[i]!, labels[i + 1]!]);
  return Object.fromEntries(pairs);
}

function selectorOf(labels: Labels): string {
  const matchers: string[] = [];
  for (let i = 0; i < labels.length; i += 2) {
    const name = /^[a-zA-Z_]\w*$/.test(labels[i]!) ? labels[i]! : JSON.stringify(labels[i]!);
    matchers.push(`${name}=${JSON.stringify(labels[i + 1]!)}`);
  }
  return `{${matchers.join(',')}}`;
}
