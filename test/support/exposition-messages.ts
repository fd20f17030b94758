import protobuf from 'protobufjs';

/** The messages of Prometheus' protobuf exposition, written from its description. */
const SCHEMA = `
syntax = "proto2";
message LabelPair { optional string name = 1; optional string value = 2; }
message Timestamp { optional int64 seconds = 1; optional int32 nanos = 2; }
message Exemplar { repeated LabelPair label = 1; optional double value = 2; optional Timestamp timestamp = 3; }
message Gauge { optional double value = 1; }
message Counter { optional double value = 1; optional Exemplar exemplar = 2; optional Timestamp createdTimestamp = 3; }
message Quantile { optional double quantile = 1; optional double value = 2; }
message Summary {
  optional uint64 sampleCount = 1;
  optional double sampleSum = 2;
  repeated Quantile quantile = 3;
  optional Timestamp createdTimestamp = 4;
}
message Untyped { optional double value = 1; }
message Bucket {
  optional uint64 cumulativeCount = 1;
  optional double upperBound = 2;
  optional Exemplar exemplar = 3;
  optional double cumulativeCountFloat = 4;
}
message BucketSpan { optional sint32 offset = 1; optional uint32 length = 2; }
message Histogram {
  optional uint64 sampleCount = 1;
  optional double sampleSum = 2;
  repeated Bucket bucket = 3;
  optional double sampleCountFloat = 4;
  optional sint32 schema = 5;
  optional double zeroThreshold = 6;
  optional uint64 zeroCount = 7;
  optional double zeroCountFloat = 8;
  repeated BucketSpan negativeSpan = 9;
  repeated sint64 negativeDelta = 10;
  repeated double negativeCount = 11;
  repeated BucketSpan positiveSpan = 12;
  repeated sint64 positiveDelta = 13;
  repeated double positiveCount = 14;
  optional Timestamp createdTimestamp = 15;
  repeated Exemplar exemplars = 16;
}
message Metric {
  repeated LabelPair label = 1;
  optional Gauge gauge = 2;
  optional Counter counter = 3;
  optional Summary summary = 4;
  optional Untyped untyped = 5;
  optional int64 timestampMs = 6;
  optional Histogram histogram = 7;
}
message MetricFamily {
  optional string name = 1;
  optional string help = 2;
  optional int32 type = 3;
  repeated Metric metric = 4;
  optional string unit = 5;
}
`;

const root = protobuf.parse(SCHEMA, { keepCase: false }).root;

const TYPES = ['counter', 'gauge', 'summary', 'untyped', 'histogram', 'gaugehistogram'] as const;

interface MetricMessage {
  label?: { name: string; value: string }[];
  gauge?: object;
  counter?: object;
  summary?: object;
  untyped?: object;
  histogram?: object;
  timestampMs?: number;
}

export interface FamilyMessage {
  name?: string;
  help?: string;
  /** One that has no name, by its number. */
  type: (typeof TYPES)[number] | number;
  unit?: string;
  metric?: MetricMessage[];
}

/** A page of `io.prometheus.client.MetricFamily` messages, each behind its length. */
export function encodeExposition(families: readonly FamilyMessage[]): Buffer {
  const family = root.lookupType('MetricFamily');
  return Buffer.concat(
    families.map((message) => {
      const type = typeof message.type === 'number' ? message.type : TYPES.indexOf(message.type);
      return family.encodeDelimited(family.fromObject({ ...message, type })).finish();
    }),
  );
}
