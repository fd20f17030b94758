import type { TextInterner } from '../../lib/text-interner.js';
import { type ProtobufReader, WIRE } from '../protobuf/reader.js';
import { readKeyValue } from './any-value.js';
import type { MetricFamily } from './metrics-families.js';
import { AttributeTexts, type ExemplarPoint, type MetricKind, msOfNs } from './metrics-point.js';
import type { MetricRows } from './metrics-rows.js';
import type { PointSeries } from './metrics-series.js';

const bytesField = (field: number): number => field * 8 + WIRE.bytes;
const fixedField = (field: number): number => field * 8 + WIRE.fixed64;
const varintField = (field: number): number => field * 8 + WIRE.varint;

/** What a field of a data point is; the four messages number their fields differently. */
type Field = (points: PointReader, reader: ProtobufReader, tag: number) => void;
type Layout = ReadonlyMap<number, Field>;

const NO_RECORDED_VALUE = 1;

/** Reads the data points of all kinds, one after another, into itself. */
export class PointReader {
  /** Where the attributes of the point stand, their tags included. */
  attributesStart = 0;
  attributesEnd = 0;
  /** Whether other fields stand between the attributes. */
  scattered = false;

  ms = 0;
  stale = false;
  exemplars: ExemplarPoint[] = [];
  value = 0;
  count = 0;
  sum: number | undefined;
  bucketCounts: number[] = [];
  bounds: number[] = [];
  scale = 0;
  zeroCount = 0;
  positive = { offset: 0, counts: [] as number[] };
  negative = { offset: 0, counts: [] as number[] };
  quantiles: { quantile: number; value: number }[] = [];

  constructor(readonly texts: TextInterner) {}

  /** Reads the point that ends at `end`; gives the tag of its attributes. */
  begin(kind: MetricKind, reader: ProtobufReader, end: number): number {
    const { attributes, layout } = LAYOUTS[kind];
    this.attributesStart = this.attributesEnd = reader.position;
    this.scattered = this.stale = false;
    this.ms = this.value = this.count = this.scale = this.zeroCount = 0;
    this.sum = undefined;
    if (this.exemplars.length > 0) this.exemplars = [];
    if (kind !== 'gauge' && kind !== 'sum') this.clearParts();
    while (reader.position < end) {
      const at = reader.position;
      const tag = reader.tag();
      if (tag === attributes) {
        reader.bytes();
        if (this.attributesEnd === this.attributesStart) this.attributesStart = at;
        else if (this.attributesEnd !== at) this.scattered = true;
        this.attributesEnd = reader.position;
        continue;
      }
      const field = layout.get(tag);
      if (field === undefined) reader.skip(tag);
      else field(this, reader, tag);
    }
    reader.expectEnd(end);
    return attributes;
  }

  /** Adds the point to `rows`. */
  put(family: MetricFamily, series: PointSeries, rows: MetricRows): void {
    const { kind } = family;
    if (kind === 'gauge' || kind === 'sum') rows.addNumber(family, series, this);
    else if (kind === 'histogram') rows.addHistogram(family, series, this);
    else if (kind === 'exponentialHistogram') rows.addExponential(family, series, this);
    else rows.addSummary(family, series, { ...this, sum: this.sum ?? 0 });
  }

  private clearParts(): void {
    this.bucketCounts = [];
    this.bounds = [];
    this.positive = { offset: 0, counts: [] };
    this.negative = { offset: 0, counts: [] };
    this.quantiles = [];
  }
}

const readTime: Field = (points, reader) => {
  reader.fixed64();
  points.ms = msOfNs(reader.low, reader.high);
};
const readFlags: Field = (points, reader) => {
  points.stale = (reader.uint32() & NO_RECORDED_VALUE) !== 0;
};
const readDouble: Field = (points, reader) => {
  points.value = reader.double();
};
const readInteger: Field = (points, reader) => {
  points.value = signed(reader);
};
const readCount: Field = (points, reader) => {
  points.count = unsigned(reader);
};
const readSum: Field = (points, reader) => {
  points.sum = reader.double();
};
const readScale: Field = (points, reader) => {
  points.scale = reader.sint32();
};
const readZeroCount: Field = (points, reader) => {
  points.zeroCount = unsigned(reader);
};
const readExemplar: Field = (points, reader) => {
  points.exemplars.push(exemplar(reader, reader.message(), points.texts));
};
const readBucketCounts: Field = (points, reader, tag) => reader.numbers(tag, points.bucketCounts, unsigned);
const readBounds: Field = (points, reader, tag) => reader.numbers(tag, points.bounds, double);

const TIME: [number, Field] = [fixedField(3), readTime];

/** NumberDataPoint. */
const NUMBER: Layout = new Map([
  TIME,
  [fixedField(4), readDouble],
  [fixedField(6), readInteger],
  [bytesField(5), readExemplar],
  [varintField(8), readFlags],
]);

/** HistogramDataPoint. */
const HISTOGRAM: Layout = new Map([
  TIME,
  [fixedField(4), readCount],
  [fixedField(5), readSum],
  [bytesField(6), readBucketCounts],
  [fixedField(6), readBucketCounts],
  [bytesField(7), readBounds],
  [fixedField(7), readBounds],
  [bytesField(8), readExemplar],
  [varintField(10), readFlags],
]);

/** ExponentialHistogramDataPoint. */
const EXPONENTIAL: Layout = new Map<number, Field>([
  TIME,
  [fixedField(4), readCount],
  [fixedField(5), readSum],
  [varintField(6), readScale],
  [fixedField(7), readZeroCount],
  [bytesField(8), (points, reader) => readBuckets(reader, reader.message(), points.positive)],
  [bytesField(9), (points, reader) => readBuckets(reader, reader.message(), points.negative)],
  [varintField(10), readFlags],
  [bytesField(11), readExemplar],
]);

/** SummaryDataPoint. */
const SUMMARY: Layout = new Map<number, Field>([
  TIME,
  [fixedField(4), readCount],
  [fixedField(5), readSum],
  [bytesField(6), (points, reader) => void points.quantiles.push(quantile(reader, reader.message()))],
  [varintField(8), readFlags],
]);

const LAYOUTS: Readonly<Record<MetricKind, { readonly attributes: number; readonly layout: Layout }>> = {
  gauge: { attributes: bytesField(7), layout: NUMBER },
  sum: { attributes: bytesField(7), layout: NUMBER },
  histogram: { attributes: bytesField(9), layout: HISTOGRAM },
  exponentialHistogram: { attributes: bytesField(1), layout: EXPONENTIAL },
  summary: { attributes: bytesField(7), layout: SUMMARY },
};

function readBuckets(reader: ProtobufReader, end: number, into: { offset: number; counts: number[] }): void {
  while (reader.position < end) {
    const tag = reader.tag();
    if (tag === varintField(1)) into.offset = reader.sint32();
    else if (tag === varintField(2) || tag === bytesField(2)) reader.numbers(tag, into.counts, unsignedVarint);
    else reader.skip(tag);
  }
  reader.expectEnd(end);
}

function quantile(reader: ProtobufReader, end: number): { quantile: number; value: number } {
  const found = { quantile: 0, value: 0 };
  while (reader.position < end) {
    const tag = reader.tag();
    if (tag === fixedField(1)) found.quantile = reader.double();
    else if (tag === fixedField(2)) found.value = reader.double();
    else reader.skip(tag);
  }
  reader.expectEnd(end);
  return found;
}

function exemplar(reader: ProtobufReader, end: number, texts: TextInterner): ExemplarPoint {
  const attributes = new AttributeTexts();
  let ms = 0;
  let value = 0;
  let traceId = '';
  let spanId = '';
  while (reader.position < end) {
    const tag = reader.tag();
    if (tag === fixedField(2)) {
      reader.fixed64();
      ms = msOfNs(reader.low, reader.high);
    } else if (tag === fixedField(3)) value = reader.double();
    else if (tag === fixedField(6)) value = signed(reader);
    else if (tag === bytesField(4)) spanId = reader.hex();
    else if (tag === bytesField(5)) traceId = reader.hex();
    else if (tag === bytesField(7)) readKeyValue(reader, reader.message(), attributes, texts);
    else reader.skip(tag);
  }
  reader.expectEnd(end);
  return { ms, value, traceId, spanId, attributes: attributes.pairs };
}

const double = (reader: ProtobufReader): number => reader.double();
const unsignedVarint = (reader: ProtobufReader): number => reader.uint64();

function signed(reader: ProtobufReader): number {
  reader.fixed64();
  return (reader.high | 0) * 4294967296 + reader.low;
}

function unsigned(reader: ProtobufReader): number {
  reader.fixed64();
  return reader.high * 4294967296 + reader.low;
}
