import type { DataFrame } from '@grafana/data';
import { answerEach, numberOf, textOf } from '../answers';
import { askSource } from '../ask';
import type { DataSource, SourceRequest, Target } from '../source';
import { intervalText, readInterval, replaceStepMacros, stepOf } from '../step';
import type { MetricsAnswer, SearchAnswer } from './answer';
import { metricsFrames } from './metrics-frames';
import { spanTable, traceTable } from './search-frames';
import { isMetricsQuery, isTraceId, traceqlOf } from './search-query';
import { serviceMapFrames } from './service-map';
import { findTags } from './tag-find';
import { type TraceAnswer, traceFrame } from './trace-frame';

const TRACES = 20;
const SPANS_OF_SET = 3;
/** Least step of a TraceQL metrics query, ms. */
const LEAST_STEP_MS = 1000;

/** Tempo's HTTP API as a data source. https://grafana.com/docs/tempo/latest/api_docs/ */
export function tempoSource(uid: string): DataSource {
  return {
    type: 'tempo',
    uid,
    query: (request) => answerEach(request, async (target) => ({ frames: await framesOf(uid, target, request) })),
    variableValues: (query, range, signal) => findTags(query, { uid, range, signal }),
    annotations: () => Promise.reject(new Error('Tempo has no annotation queries')),
  };
}

async function framesOf(uid: string, target: Target, request: SourceRequest): Promise<DataFrame[]> {
  const { refId } = target;
  const { range, signal } = request;
  const kind = textOf(target, 'queryType');
  if (kind === 'upload') throw new Error('uploaded traces are not part of a dashboard: ask for the trace by its id');
  if (kind === 'serviceMap') {
    return serviceMapFrames({ uid: 'prometheus', range, filters: filtersOf(target.serviceMapQuery), signal }, refId);
  }
  const query = traceqlOf(target);
  if (query === '') return [];
  if (kind === 'traceId' || isTraceId(query)) {
    const path = `api/traces/${encodeURIComponent(query.trim())}`;
    return [traceFrame(await askSource<TraceAnswer>(uid, path, {}, { signal }), refId)];
  }
  return isMetricsQuery(query) ? metrics(uid, target, query, request) : search(uid, target, query, request);
}

const filtersOf = (filters: unknown): readonly string[] =>
  [filters ?? []]
    .flat()
    .map(String)
    .filter((filter) => filter !== '' && filter !== '{}');

const secondsOf = ({ range }: SourceRequest) => ({
  start: Math.floor(range.from.valueOf() / 1000),
  end: Math.ceil(range.to.valueOf() / 1000),
});

async function search(uid: string, target: Target, query: string, request: SourceRequest): Promise<DataFrame[]> {
  const answer = await askSource<SearchAnswer>(
    uid,
    'api/search',
    {
      q: query,
      limit: numberOf(target, 'limit') ?? TRACES,
      spss: numberOf(target, 'spss') ?? SPANS_OF_SET,
      ...secondsOf(request),
    },
    { signal: request.signal },
  );
  const traces = answer?.traces ?? [];
  if (!Array.isArray(traces)) throw new Error('the server did not answer as Tempo does: "traces" is no list');
  const isSpans = textOf(target, 'tableType') === 'spans';
  return [isSpans ? spanTable(traces, target.refId) : traceTable(traces, target.refId)];
}

async function metrics(uid: string, target: Target, text: string, request: SourceRequest): Promise<DataFrame[]> {
  const { range, intervalMs, signal } = request;
  const minimum = textOf(target, 'step');
  const stepMs = readInterval(minimum) ?? stepOf({ intervalMs, scrapeMs: LEAST_STEP_MS, range });
  const query = replaceStepMacros(text, stepMs, stepMs, range);
  const isInstant = textOf(target, 'metricsQueryType') === 'instant';
  const exemplars = numberOf(target, 'exemplars');
  const answer = await askSource<MetricsAnswer>(
    uid,
    `api/metrics/${isInstant ? 'query' : 'query_range'}`,
    {
      q: query,
      ...secondsOf(request),
      ...(!isInstant && { step: intervalText(stepMs) }),
      ...(exemplars !== undefined && { exemplars }),
    },
    { signal },
  );
  return metricsFrames(answer ?? {}, {
    refId: target.refId,
    query,
    legendFormat: textOf(target, 'legendFormat'),
    stepMs,
    at: range.to.valueOf(),
  });
}
