import { type DataFrame, DataFrameType, DataTopic, FieldType, type Labels } from '@grafana/data';
import { field, frameOf, renderLegend, seriesFrame } from '../frames';
import { traceLink } from '../trace-link';
import { type Attribute, type MetricsAnswer, type MetricsSeries, readAny } from './answer';

interface MetricsQuery {
  readonly refId: string;
  readonly query: string;
  readonly legendFormat: string;
  readonly stepMs: number;
  /** Time of an instant answer, ms. */
  readonly at: number;
}

/** The answer of a TraceQL metrics query: a frame for each series, and one of exemplars with links to their traces. */
export function metricsFrames({ series }: MetricsAnswer, query: MetricsQuery): DataFrame[] {
  if (series !== undefined && series !== null && !Array.isArray(series)) {
    throw new Error('the server did not answer as Tempo does: "series" is no list');
  }
  const found: readonly MetricsSeries[] = series ?? [];
  const exemplars = found.flatMap(({ exemplars = [], labels }) =>
    exemplars.map((exemplar) => ({ ...exemplar, at: Number(exemplar.timestampMs), series: labelsOf(labels) })),
  );
  const frames = found.map((one) => frameOfSeries(one, query));
  return exemplars.length === 0 ? frames : [...frames, exemplarFrame(exemplars, query.refId)];
}

function frameOfSeries({ labels, samples, value = 0 }: MetricsSeries, query: MetricsQuery): DataFrame {
  const named = labelsOf(labels);
  return seriesFrame({
    refId: query.refId,
    labels: named,
    times: samples === undefined ? [query.at] : samples.map(({ timestampMs }) => Number(timestampMs)),
    values: samples === undefined ? [value] : samples.map((sample) => sample.value ?? 0),
    ...(samples !== undefined && { intervalMs: query.stepMs }),
    legend: legendOf(named, query.legendFormat),
    meta: {
      executedQueryString: query.query,
      preferredVisualisationType: 'graph',
      ...(samples === undefined && { type: DataFrameType.NumericMulti }),
    },
  });
}

/** One label names a series by its value, several by all. */
function legendOf(labels: Labels, format: string): string {
  if (format !== '' && format !== '__auto') return renderLegend(format, labels);
  const pairs = Object.entries(labels);
  if (pairs.length === 1) return pairs[0]![1];
  return `{${pairs.map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(', ')}}`;
}

const labelsOf = (labels: readonly Attribute[] = []): Labels =>
  Object.fromEntries(labels.map(({ key, value }) => [key, String(readAny(value))]));

interface Exemplar {
  readonly labels?: readonly Attribute[];
  readonly value?: number;
  readonly at: number;
  readonly series: Labels;
}

function exemplarFrame(exemplars: readonly Exemplar[], refId: string): DataFrame {
  const sorted = [...exemplars].sort((a, b) => a.at - b.at);
  const labelled = sorted.map(({ labels, series }) => ({ ...series, ...labelsOf(labels) }));
  const names = [...new Set(labelled.flatMap((labels) => Object.keys(labels)))].filter((name) => name !== 'trace:id');
  return frameOf(
    refId,
    [
      field(
        'Time',
        FieldType.time,
        sorted.map(({ at }) => at),
      ),
      field(
        'Value',
        FieldType.number,
        sorted.map(({ value = 0 }) => value),
      ),
      field(
        'traceId',
        FieldType.string,
        labelled.map((labels) => labels['trace:id'] ?? ''),
        { links: [traceLink] },
      ),
      ...names.map((name) =>
        field(
          name,
          FieldType.string,
          labelled.map((labels) => labels[name] ?? ''),
        ),
      ),
    ],
    { dataTopic: DataTopic.Annotations, custom: { resultType: 'exemplar' } },
    'exemplar',
  );
}
