import type { DataFrame } from '@grafana/data';
import { answerEach } from '../answers';
import { askSource, askSourceFor } from '../ask';
import type { DataSource, TargetAnswer } from '../source';
import { annotationEvents, annotationTarget } from './annotations';
import { type Answer, type ExemplarSeries, listOf, noticesOf, type QueryData, queryDataOf } from './answer';
import { exemplarFrame } from './exemplar-frame';
import { heatmapFrames } from './heatmap-frames';
import { ACCEPT_RANGE, type RangeAnswer, readRange } from './matrix-columns';
import { findMetrics } from './metric-find';
import { type PrometheusQuery, prometheusQuery } from './query';
import { seriesFrames } from './series-frames';
import { tableFrame } from './table-frame';

/** Prometheus' HTTP API as a data source. https://prometheus.io/docs/prometheus/latest/querying/api/ */
export function prometheusSource(uid: string): DataSource {
  return {
    type: 'prometheus',
    uid,
    query: (request) => {
      const tables = new Set(request.targets.filter(({ format, hide }) => format === 'table' && hide !== true));
      return answerEach(request, (target) => {
        const query = prometheusQuery(target, request.range, request.intervalMs);
        return answerOf(uid, query, tables.size > 1 ? `Value #${query.refId}` : 'Value', request.signal);
      });
    },
    variableValues: (query, range, signal) => findMetrics(query, { uid, range, signal }),
    annotations: async (query, request) => {
      const target = prometheusQuery(annotationTarget(query), request.range, request.intervalMs);
      if (target.expr === '') return [];
      const { data } = await askRange(uid, target, request.signal);
      return data.resultType === 'matrix' ? annotationEvents(data.result, query, target.stepMs) : [];
    },
  };
}

interface Asked {
  readonly data: QueryData;
  readonly notices: readonly string[];
}

async function answerOf(
  uid: string,
  query: PrometheusQuery,
  valueName: string,
  signal: AbortSignal,
): Promise<Omit<TargetAnswer, 'refId'>> {
  if (query.expr === '') return { frames: [] };
  const [range, instant, exemplars] = await Promise.all([
    query.isRange ? askRangeFor(uid, query, signal) : undefined,
    query.isInstant ? askInstant(uid, query, signal) : undefined,
    query.hasExemplars && query.isRange ? askExemplars(uid, query, signal) : undefined,
  ]);
  const frames = [range, instant].flatMap((asked) =>
    asked === undefined ? [] : framesOf(asked.data, query, valueName),
  );
  return {
    frames: exemplars?.frame === undefined ? frames : [...frames, exemplars.frame],
    notices: [range, instant, exemplars].flatMap((asked) => asked?.notices ?? []),
  };
}

function framesOf(data: RangeAnswer['data'], query: PrometheusQuery, valueName: string): DataFrame[] {
  if (data.resultType === 'columns') return seriesFrames(data, query);
  if (query.format === 'table') return [tableFrame(data, query, valueName)];
  const isHistogram = data.resultType === 'matrix' && data.result.some((series) => series.histograms !== undefined);
  if (query.format === 'heatmap' || isHistogram) return heatmapFrames(data, query);
  return seriesFrames(data, query);
}

/** Tables and heatmaps are made of JSON; what becomes series may come as columns. */
function askRangeFor(uid: string, query: PrometheusQuery, signal: AbortSignal): Promise<RangeAnswer> {
  if (query.format !== 'time_series') return askRange(uid, query, signal);
  return askSourceFor(uid, RANGE_PATH, rangeParameters(query), {
    isForm: true,
    signal,
    accept: ACCEPT_RANGE,
    read: readRange,
  });
}

const RANGE_PATH = 'api/v1/query_range';

const rangeParameters = ({ expr, from, to, stepMs }: PrometheusQuery) => ({
  query: expr,
  start: from / 1000,
  end: to / 1000,
  step: stepMs / 1000,
});

async function askRange(uid: string, query: PrometheusQuery, signal: AbortSignal): Promise<Asked> {
  const answer = await askSource<Answer<unknown>>(uid, RANGE_PATH, rangeParameters(query), { isForm: true, signal });
  return { data: queryDataOf(answer), notices: noticesOf(answer) };
}

async function askInstant(uid: string, query: PrometheusQuery, signal: AbortSignal): Promise<Asked> {
  const answer = await askSource<Answer<unknown>>(
    uid,
    'api/v1/query',
    { query: query.expr, time: query.at / 1000 },
    { isForm: true, signal },
  );
  return { data: queryDataOf(answer), notices: noticesOf(answer) };
}

/** Exemplars are an addition: where they fail, the query's answer stands with a notice. */
async function askExemplars(
  uid: string,
  query: PrometheusQuery,
  signal: AbortSignal,
): Promise<{ frame?: DataFrame | undefined; notices: readonly string[] }> {
  try {
    const answer = await askSource<Answer<readonly ExemplarSeries[]>>(
      uid,
      'api/v1/query_exemplars',
      { query: query.expr, start: query.from / 1000, end: query.to / 1000 },
      { isForm: true, signal },
    );
    return { frame: exemplarFrame(listOf(answer), query.refId), notices: [] };
  } catch (error) {
    if (signal.aborted) throw error;
    return { notices: [`exemplars: ${error instanceof Error ? error.message : String(error)}`] };
  }
}
