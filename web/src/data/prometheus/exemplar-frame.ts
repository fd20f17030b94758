import { type DataFrame, DataTopic, FieldType } from '@grafana/data';
import { field, frameOf, readNumber } from '../frames';
import { TRACE_ID_NAMES, traceLink } from '../trace-link';
import type { ExemplarSeries } from './answer';

/** At most so many for one query: more cannot be told apart in a chart. */
const MOST = 150;

/**
 * Exemplars as a frame of the topic "annotations": time, value, and a column for each label, that of the trace id with a
 * link to the trace. Of too many those with the highest values stay.
 */
export function exemplarFrame(series: readonly ExemplarSeries[], refId: string): DataFrame | undefined {
  const found = series
    .flatMap(({ seriesLabels, exemplars }) =>
      exemplars.map(({ labels, value, timestamp }) => ({
        at: timestamp * 1000,
        value: readNumber(value),
        labels: { ...seriesLabels, ...labels },
      })),
    )
    .sort((a, b) => b.value - a.value)
    .slice(0, MOST)
    .sort((a, b) => a.at - b.at);
  if (found.length === 0) return undefined;
  const names = [...new Set(found.flatMap(({ labels }) => Object.keys(labels)))];
  return frameOf(
    refId,
    [
      field(
        'Time',
        FieldType.time,
        found.map(({ at }) => at),
      ),
      field(
        'Value',
        FieldType.number,
        found.map(({ value }) => value),
      ),
      ...names.map((name) =>
        field(
          name,
          FieldType.string,
          found.map(({ labels }) => (labels as Record<string, string>)[name] ?? ''),
          TRACE_ID_NAMES.has(name) ? { links: [traceLink] } : {},
        ),
      ),
    ],
    { dataTopic: DataTopic.Annotations, custom: { resultType: 'exemplar' } },
    'exemplar',
  );
}
