import type { AnnotationEvent, DataFrame } from '@grafana/data';
import { answerEach, numberOf, textOf } from '../answers';
import { askSource } from '../ask';
import { renderLegend } from '../frames';
import { type QueryData, queryDataOf } from '../prometheus/answer';
import { seriesFrames } from '../prometheus/series-frames';
import type { DataSource, Target } from '../source';
import { CATEGORIZED, type LokiAnswer, type Stream } from './answer';
import { logFrame, statsOf } from './log-frame';
import { findLabels } from './metric-find';
import { isMetricQuery, type LokiQuery, lokiQuery } from './query';

/** Loki's HTTP API as a data source. https://grafana.com/docs/loki/latest/reference/loki-http-api/ */
export function lokiSource(uid: string): DataSource {
  return {
    type: 'loki',
    uid,
    query: (request) =>
      answerEach(request, async (target) => {
        const query = lokiQuery(target, request.range, request.intervalMs);
        if (query.expr === '') return { frames: [] };
        const answer = await ask(uid, query, request.signal);
        return { frames: framesOf(answer, query), notices: answer.warnings ?? [] };
      }),
    variableValues: (query, range, signal) => findLabels(query, { uid, range, signal }),
    annotations: async (query, request) => {
      const target = lokiQuery(annotationTarget(query), request.range, request.intervalMs);
      if (target.expr === '') return [];
      return eventsOf(await ask(uid, target, request.signal), query);
    },
  };
}

function ask(uid: string, query: LokiQuery, signal: AbortSignal): Promise<LokiAnswer> {
  const isMetric = isMetricQuery(query.expr);
  const shared = { query: query.expr, limit: query.maxLines, direction: query.direction };
  const path = `loki/api/v1/${query.isInstant && isMetric ? 'query' : 'query_range'}`;
  const times =
    query.isInstant && isMetric
      ? { time: nsText(query.to) }
      : { start: nsText(query.from), end: nsText(query.to), ...(isMetric && { step: query.stepMs / 1000 }) };
  return askSource(uid, path, { ...shared, ...times }, { headers: CATEGORIZED, isForm: true, signal });
}

const nsText = (ms: number): string => `${Math.round(ms)}000000`;

function framesOf(answer: LokiAnswer, query: LokiQuery): DataFrame[] {
  if (answer.data?.resultType === 'streams') return [logFrame(streamsOf(answer), query, statsOf(answer))];
  return seriesFrames(queryDataOf(answer as { status: 'success'; data: QueryData }), {
    ...query,
    isRange: !query.isInstant,
    hasExemplars: false,
    format: 'time_series',
    at: query.to,
  });
}

function streamsOf(answer: LokiAnswer): readonly Stream[] {
  const result = answer.data?.result;
  if (!Array.isArray(result)) throw new Error('the server did not answer as Loki does: "data" has no result');
  return result as readonly Stream[];
}

function annotationTarget(query: Target): Target {
  const inner = (query.target ?? {}) as Partial<Target>;
  const maxLines = numberOf(query, 'maxLines') ?? 100;
  return { maxLines, ...query, ...inner, refId: inner.refId ?? query.refId ?? 'Anno' };
}

/** An event for each entry. Its tags are the values of `tagKeys`, or of all labels where none are named. */
function eventsOf(answer: LokiAnswer, query: Target): AnnotationEvent[] {
  if (answer.data?.resultType !== 'streams') return [];
  const keys = textOf(query, 'tagKeys')
    .split(',')
    .map((key) => key.trim())
    .filter(Boolean);
  const title = textOf(query, 'titleFormat');
  const text = textOf(query, 'textFormat');
  return streamsOf(answer).flatMap(({ stream, values }) =>
    values.map(([ns, line, extra]) => {
      const labels = { ...stream, ...extra?.structuredMetadata, ...extra?.parsed };
      const tags = keys.length === 0 ? Object.values(stream) : keys.flatMap((key) => labels[key] ?? []);
      return {
        time: Number(ns.slice(0, -6)),
        ...(title !== '' && { title: renderLegend(title, labels) }),
        text: text === '' ? line : renderLegend(text, { ...labels, __line__: line }),
        tags: [...new Set(tags)],
      };
    }),
  );
}
