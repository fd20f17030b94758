import type { NativeHistogram } from '../../model/samples.js';
import type { ProtobufReader } from '../protobuf/reader.js';
import type { ExposedExemplar, ExpositionOptions } from './exposition-reader.js';
import {
  bytes,
  double,
  type Fields,
  fieldsOf,
  fixed64,
  many,
  one,
  readMessage,
  uint64,
  varint,
} from './protobuf-fields.js';
import { type HistogramMessage, isNative, nativeHistogram, newHistogram, readHistogram } from './protobuf-histogram.js';
import { readExemplar, readTimestamp } from './protobuf-parts.js';

/** One series of a metric. */
export interface Point {
  /** Behind the family's name. */
  readonly suffix: '' | '_count' | '_sum' | '_bucket';
  /** The upper bound or the quantile, which is a label of its own; undefined where there is none. */
  readonly bound: number | undefined;
  readonly value: number;
  readonly histogram: NativeHistogram | undefined;
  readonly exemplars: readonly ExposedExemplar[];
}

/** What a metric's value says. */
export interface MetricValue {
  readonly points: readonly Point[];
  readonly createdMs: number | undefined;
}

interface MetricType {
  /** As metadata has it. */
  readonly name: string;
  /** The tag that the value has in a `Metric`. */
  readonly tag: number;
  /** The label of a bound. */
  readonly boundLabel: string;
  /** The value, whose length comes next. */
  read(reader: ProtobufReader, options: ExpositionOptions): MetricValue;
  /** Stands for a value that is left out. */
  readonly empty: () => MetricValue;
}

const NO_EXEMPLARS: readonly ExposedExemplar[] = [];

const point = (
  suffix: Point['suffix'],
  value: number,
  bound?: number,
  exemplars: readonly ExposedExemplar[] = NO_EXEMPLARS,
): Point => ({ suffix, bound, value, histogram: undefined, exemplars });

interface Simple {
  value: number;
  exemplar: ExposedExemplar | undefined;
  createdMs: number | undefined;
}

const GAUGE = fieldsOf<Simple>([[fixed64(1), one('value', double)]]);

const COUNTER = fieldsOf<Simple>([
  ...GAUGE,
  [bytes(2), one('exemplar', readExemplar)],
  [bytes(3), one('createdMs', readTimestamp)],
]);

const simple = (name: string, field: number, fields: Fields<Simple>): MetricType => {
  const asValue = ({ value, exemplar, createdMs }: Simple): MetricValue => ({
    points: [point('', value, undefined, exemplar && [exemplar])],
    createdMs,
  });
  const nothing = (): Simple => ({ value: 0, exemplar: undefined, createdMs: undefined });
  return {
    name,
    tag: bytes(field),
    boundLabel: '',
    read: (reader) => asValue(readMessage(reader, fields, nothing())),
    empty: () => asValue(nothing()),
  };
};

interface Quantile {
  quantile: number;
  value: number;
}

const QUANTILE = fieldsOf<Quantile>([
  [fixed64(1), one('quantile', double)],
  [fixed64(2), one('value', double)],
]);

const readQuantile = (reader: ProtobufReader): Quantile => readMessage(reader, QUANTILE, { quantile: 0, value: 0 });

interface Summary {
  count: number;
  sum: number;
  readonly quantiles: Quantile[];
  createdMs: number | undefined;
}

const SUMMARY = fieldsOf<Summary>([
  [varint(1), one('count', uint64)],
  [fixed64(2), one('sum', double)],
  [bytes(3), many('quantiles', readQuantile)],
  [bytes(4), one('createdMs', readTimestamp)],
]);

const newSummary = (): Summary => ({ count: 0, sum: 0, quantiles: [], createdMs: undefined });

const summaryValue = ({ count, sum, quantiles, createdMs }: Summary): MetricValue => ({
  points: [
    point('_count', count),
    point('_sum', sum),
    ...quantiles.map(({ quantile, value }) => point('', value, quantile)),
  ],
  createdMs,
});

const summary: MetricType = {
  name: 'summary',
  tag: bytes(4),
  boundLabel: 'quantile',
  read: (reader) => summaryValue(readMessage(reader, SUMMARY, newSummary())),
  empty: () => summaryValue(newSummary()),
};

const histogram = (name: string, isGauge: boolean): MetricType => ({
  name,
  tag: bytes(7),
  boundLabel: 'le',
  read(reader, { nativeHistograms, classicHistograms }) {
    const message = readHistogram(reader);
    const points: Point[] = [];
    const native = nativeHistograms && isNative(message);
    if (native) points.push(nativePoint(message, nativeHistogram(message, isGauge, reader)));
    if (!native || (classicHistograms && message.buckets.length > 0)) points.push(...classicPoints(message));
    return { points, createdMs: message.createdMs };
  },
  empty: () => ({ points: classicPoints(newHistogram()), createdMs: undefined }),
});

/** Exemplars of native histograms are told apart by their times: those without are left out. */
function nativePoint(message: HistogramMessage, histogram: NativeHistogram): Point {
  const given = message.exemplars.length > 0 ? message.exemplars : message.buckets.map((bucket) => bucket.exemplar);
  const exemplars = given.filter((exemplar) => exemplar?.ms !== undefined) as ExposedExemplar[];
  return { suffix: '', bound: undefined, value: 0, histogram, exemplars };
}

function classicPoints(message: HistogramMessage): Point[] {
  const count = message.floatCount > 0 ? message.floatCount : message.count;
  const buckets = message.buckets.map(({ floatCount, count, bound, exemplar }) =>
    point('_bucket', floatCount > 0 ? floatCount : count, bound, exemplar && [exemplar]),
  );
  if (buckets.at(-1)?.bound !== Number.POSITIVE_INFINITY)
    buckets.push(point('_bucket', count, Number.POSITIVE_INFINITY));
  return [point('_count', count), point('_sum', message.sum), ...buckets];
}

/** The metric types by their number. https://github.com/prometheus/client_model/blob/master/io/prometheus/client/metrics.proto */
export const METRIC_TYPES: readonly MetricType[] = [
  simple('counter', 3, COUNTER),
  simple('gauge', 2, GAUGE),
  summary,
  simple('unknown', 5, GAUGE),
  histogram('histogram', false),
  histogram('gaugehistogram', true),
];
