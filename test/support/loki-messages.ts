import protobuf from 'protobufjs';
import { compressSync } from 'snappy';

/** https://grafana.com/docs/loki/latest/reference/loki-http-api/#ingest-logs, written down for protobufjs. */
const { root } = protobuf.parse(`
  syntax = "proto3";
  message PushRequest { repeated Stream streams = 1; }
  message Stream { string labels = 1; repeated Entry entries = 2; uint64 hash = 3; }
  message Entry { Timestamp timestamp = 1; string line = 2; repeated LabelPair structuredMetadata = 3; repeated LabelPair parsed = 4; }
  message LabelPair { string name = 1; string value = 2; }
  message Timestamp { int64 seconds = 1; int32 nanos = 2; }
`);
const PushRequest = root.lookupType('PushRequest');

export interface PushedStream {
  readonly labels: string;
  readonly entries: readonly {
    readonly ns: bigint;
    readonly line: string;
    readonly metadata?: readonly (readonly [string, string])[];
  }[];
}

/** A push in protobuf, encoded by protobufjs, not compressed. */
export function pushProtobuf(streams: readonly PushedStream[]): Buffer {
  const message = {
    streams: streams.map(({ labels, entries }) => ({
      labels,
      entries: entries.map(({ ns, line, metadata = [] }) => ({
        timestamp: { seconds: Number(ns / 1_000_000_000n), nanos: Number(ns % 1_000_000_000n) },
        line,
        structuredMetadata: metadata.map(([name, value]) => ({ name, value })),
      })),
      hash: 7,
    })),
  };
  return Buffer.from(PushRequest.encode(PushRequest.fromObject(message)).finish());
}

/** The same as it goes over HTTP. */
export const pushSnappy = (streams: readonly PushedStream[]): Buffer => compressSync(pushProtobuf(streams)) as Buffer;
