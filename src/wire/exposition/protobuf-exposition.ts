import { type Labels, METRIC_NAME } from '../../model/labels.js';
import type { MetricMetadata, NativeHistogram } from '../../model/samples.js';
import { ProtobufReader } from '../protobuf/reader.js';
import { boundText } from './bound-label.js';
import type { ExposedExemplar, ExpositionOptions, ExpositionReader } from './exposition-reader.js';
import { bytes, fieldsOf, one, readFields, readText, varint } from './protobuf-fields.js';
import { METRIC_TYPES, type MetricValue, type Point } from './protobuf-metric.js';
import { readLabelPair } from './protobuf-parts.js';
import { SeriesKey } from './series-key.js';
import { problemOf, seriesLabels } from './series-labels.js';

/** A `MetricFamily` without its metrics, which are read one by one. */
interface Family {
  name: string;
  nameStart: number;
  nameEnd: number;
  help: string;
  type: number;
  unit: string;
  /** Where each metric begins and ends, in turn. */
  readonly metrics: number[];
}

const FAMILY = fieldsOf<Family>([
  [bytes(1), readName],
  [bytes(2), one('help', readText)],
  [varint(3), one('type', (reader) => reader.uint32())],
  [bytes(4), readMetricBounds],
  [bytes(5), one('unit', readText)],
]);

function readName(reader: ProtobufReader, family: Family): void {
  family.name = readText(reader);
  family.nameStart = reader.start;
  family.nameEnd = reader.stop;
}

function readMetricBounds(reader: ProtobufReader, family: Family): void {
  const end = reader.bytes();
  family.metrics.push(reader.start, end);
}

const newFamily = (): Family => ({ name: '', nameStart: 0, nameEnd: 0, help: '', type: 0, unit: '', metrics: [] });

const SUFFIXES: readonly Point['suffix'][] = ['', '_count', '_sum', '_bucket'];
const LABEL = bytes(1);
const TIMESTAMP = varint(6);

/**
 * Prometheus' protobuf format: `io.prometheus.client.MetricFamily` messages, each behind its length.
 * https://prometheus.io/docs/instrumenting/exposition_formats/#protobuf-format
 */
export class ProtobufExposition implements ExpositionReader {
  readonly seriesStart = 0;
  value = 0;
  histogram: NativeHistogram | undefined;
  ms: number | undefined;
  exemplars: readonly ExposedExemplar[] = [];
  createdMs: number | undefined;
  emptyNames: readonly string[] = [];
  readonly metadata = new Map<string, MetricMetadata>();
  private readonly reader: ProtobufReader;
  private readonly key = new SeriesKey();
  private family = newFamily();
  /** The next of the family's metrics, of the page's bytes where the next family begins, and of the metric's points. */
  private nextMetric = 0;
  private nextFamily = 0;
  private nextPoint = 0;
  private points: readonly Point[] = [];
  private point: Point | undefined;
  /** Where the label pairs of the metric begin, each at its length. */
  private readonly labelStarts: number[] = [];

  constructor(
    body: Uint8Array,
    private readonly options: ExpositionOptions,
  ) {
    this.reader = new ProtobufReader(body);
  }

  get source(): Uint8Array {
    return this.key.bytes;
  }

  get seriesEnd(): number {
    return this.key.length;
  }

  next(): boolean {
    while (this.nextPoint === this.points.length) if (!this.readNextMetric()) return false;
    const point = this.points[this.nextPoint++]!;
    this.point = point;
    this.value = Number.isNaN(point.value) ? Number.NaN : point.value;
    this.histogram = point.histogram;
    this.exemplars = point.exemplars;
    this.key.finish(SUFFIXES.indexOf(point.suffix), point.bound);
    return true;
  }

  labels(): Labels {
    const { reader, family, point, labelStarts } = this;
    const { suffix, bound } = point!;
    const pairs: [string, string][] = [[METRIC_NAME, family.name + suffix]];
    for (const start of labelStarts) {
      reader.position = start;
      pairs.push(readLabelPair(reader));
    }
    if (bound !== undefined) pairs.push([METRIC_TYPES[family.type]!.boundLabel, boundText(bound)]);
    const problem = problemOf(pairs);
    if (problem !== undefined) throw reader.broken(`${problem} in a series of ${JSON.stringify(family.name)}`);
    const read = seriesLabels(pairs);
    this.emptyNames = read.emptyNames;
    return read.labels;
  }

  private readNextMetric(): boolean {
    while (this.nextMetric === this.family.metrics.length) if (!this.readNextFamily()) return false;
    const { metrics } = this.family;
    this.reader.position = metrics[this.nextMetric++]!;
    this.readMetric(metrics[this.nextMetric++]!);
    return true;
  }

  private readNextFamily(): boolean {
    const { reader } = this;
    if (this.nextFamily >= reader.end) return false;
    reader.position = this.nextFamily;
    const end = reader.message();
    const family = readFields(reader, end, FAMILY, newFamily());
    const { name, help, unit } = family;
    if (name === '') throw reader.broken('a metric family has no name');
    const type = METRIC_TYPES[family.type]?.name;
    if (type === undefined) throw reader.broken(`unknown metric type ${family.type} of metric ${JSON.stringify(name)}`);
    const united = type === 'counter' ? name.replace(/_total$/, '') : name;
    if (unit !== '' && !united.endsWith(`_${unit}`))
      throw reader.broken(`unit ${JSON.stringify(unit)} is not a suffix of metric ${JSON.stringify(name)}`);
    this.metadata.set(name, { family: name, type, help, unit });
    this.family = family;
    this.nextFamily = end;
    this.nextMetric = 0;
    return true;
  }

  private readMetric(end: number): void {
    const { reader, family, key, labelStarts, options } = this;
    const type = METRIC_TYPES[family.type]!;
    let value: MetricValue | undefined;
    labelStarts.length = 0;
    this.ms = undefined;
    key.begin(reader.buffer, family.nameStart, family.nameEnd);
    while (reader.position < end) {
      const tag = reader.tag();
      if (tag === LABEL) {
        labelStarts.push(reader.position);
        reader.bytes();
        key.add(reader.buffer, reader.start, reader.stop);
      } else if (tag === type.tag) value = type.read(reader, options);
      // 0 is what those send who set no time.
      else if (tag === TIMESTAMP) this.ms = reader.int64() || undefined;
      else reader.skip(tag);
    }
    reader.expectEnd(end);
    const { points, createdMs } = value ?? type.empty();
    this.points = points;
    this.nextPoint = 0;
    this.createdMs = createdMs;
  }
}
