import protobuf from 'protobufjs';
import snappy from 'snappy';

/** The messages of both remote write protocols, as far as senders use them, written from their specifications. */
const SCHEMA = `
syntax = "proto3";
message Label { string name = 1; string value = 2; }
message Span { sint32 offset = 1; uint32 length = 2; }
message Histogram {
  oneof count { uint64 count_int = 1; double count_float = 2; }
  double sum = 3;
  sint32 schema = 4;
  double zero_threshold = 5;
  oneof zero_count { uint64 zero_count_int = 6; double zero_count_float = 7; }
  repeated Span negative_spans = 8;
  repeated sint64 negative_deltas = 9;
  repeated double negative_counts = 10;
  repeated Span positive_spans = 11;
  repeated sint64 positive_deltas = 12;
  repeated double positive_counts = 13;
  int32 reset_hint = 14;
  int64 timestamp = 15;
  repeated double custom_values = 16;
  int64 start_timestamp = 17;
}
message SampleV1 { double value = 1; int64 timestamp = 2; }
message ExemplarV1 { repeated Label labels = 1; double value = 2; int64 timestamp = 3; }
message TimeSeriesV1 {
  repeated Label labels = 1;
  repeated SampleV1 samples = 2;
  repeated ExemplarV1 exemplars = 3;
  repeated Histogram histograms = 4;
}
message MetadataV1 { int32 type = 1; string metric_family_name = 2; string help = 4; string unit = 5; }
message WriteRequest { repeated TimeSeriesV1 timeseries = 1; repeated MetadataV1 metadata = 3; }
message SampleV2 { double value = 1; int64 timestamp = 2; int64 start_timestamp = 3; }
message ExemplarV2 { repeated uint32 labels_refs = 1; double value = 2; int64 timestamp = 3; }
message MetadataV2 { int32 type = 1; uint32 help_ref = 3; uint32 unit_ref = 4; }
message TimeSeriesV2 {
  repeated uint32 labels_refs = 1;
  repeated SampleV2 samples = 2;
  repeated Histogram histograms = 3;
  repeated ExemplarV2 exemplars = 4;
  MetadataV2 metadata = 5;
  int64 created_timestamp = 6;
}
message Request { repeated string symbols = 4; repeated TimeSeriesV2 timeseries = 5; }
`;

const root = protobuf.parse(SCHEMA, { keepCase: false }).root;

export interface HistogramMessage {
  countInt?: number;
  countFloat?: number;
  sum?: number;
  schema?: number;
  zeroThreshold?: number;
  zeroCountInt?: number;
  zeroCountFloat?: number;
  negativeSpans?: { offset: number; length: number }[];
  negativeDeltas?: number[];
  negativeCounts?: number[];
  positiveSpans?: { offset: number; length: number }[];
  positiveDeltas?: number[];
  positiveCounts?: number[];
  resetHint?: number;
  timestamp?: number;
  customValues?: number[];
  startTimestamp?: number;
}

export interface SeriesMessage {
  labels: Record<string, string> | [string, string][];
  samples?: { value?: number; timestamp?: number; startTimestamp?: number }[];
  exemplars?: { labels: Record<string, string>; value?: number; timestamp?: number }[];
  histograms?: HistogramMessage[];
  /** 2.0 only. */
  metadata?: { type: number; help?: string; unit?: string };
  createdTimestamp?: number;
}

export interface MetadataMessage {
  type: number;
  metricFamilyName: string;
  help?: string;
  unit?: string;
}

const pairs = (labels: SeriesMessage['labels']): [string, string][] =>
  Array.isArray(labels) ? labels : Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));

const encode = (type: string, message: object): Buffer =>
  Buffer.from(root.lookupType(type).encode(root.lookupType(type).fromObject(message)).finish());

/** A `prometheus.WriteRequest`, not compressed. */
export function encodeV1(series: SeriesMessage[], metadata: MetadataMessage[] = []): Buffer {
  const toLabels = (labels: SeriesMessage['labels']) => pairs(labels).map(([name, value]) => ({ name, value }));
  return encode('WriteRequest', {
    timeseries: series.map((one) => ({
      ...one,
      labels: toLabels(one.labels),
      exemplars: (one.exemplars ?? []).map((exemplar) => ({ ...exemplar, labels: toLabels(exemplar.labels) })),
    })),
    metadata,
  });
}

/** An `io.prometheus.write.v2.Request`, not compressed. */
export function encodeV2(series: SeriesMessage[]): Buffer {
  const symbols = new Map<string, number>([['', 0]]);
  const symbol = (text: string): number => {
    if (!symbols.has(text)) symbols.set(text, symbols.size);
    return symbols.get(text)!;
  };
  const refs = (labels: SeriesMessage['labels']) => pairs(labels).flat().map(symbol);
  const timeseries = series.map(({ labels, exemplars, metadata, ...rest }) => ({
    ...rest,
    labelsRefs: refs(labels),
    exemplars: (exemplars ?? []).map((exemplar) => ({ ...exemplar, labelsRefs: refs(exemplar.labels) })),
    ...(metadata && {
      metadata: { type: metadata.type, helpRef: symbol(metadata.help ?? ''), unitRef: symbol(metadata.unit ?? '') },
    }),
  }));
  return encode('Request', { symbols: [...symbols.keys()], timeseries });
}

/** A request of version 2.0 as it is given: for label references that no sender writes. */
export const encodeRawV2 = (request: object): Buffer => encode('Request', request);

export const compress = (body: Uint8Array): Buffer => snappy.compressSync(Buffer.from(body));
