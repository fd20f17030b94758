import { labelsFrom } from '../../model/labels.js';
import type { ProtobufReader } from '../protobuf/reader.js';
import type { ExposedExemplar } from './exposition-reader.js';
import { bytes, double, fieldsOf, fixed64, many, one, readMessage, readText, varint } from './protobuf-fields.js';
import { problemOf } from './series-labels.js';

/**
 * The messages that several metric types have in common.
 * https://github.com/prometheus/client_model/blob/master/io/prometheus/client/metrics.proto
 */

interface LabelPair {
  name: string;
  value: string;
}

const LABEL_PAIR = fieldsOf<LabelPair>([
  [bytes(1), one('name', readText)],
  [bytes(2), one('value', readText)],
]);

/** A `LabelPair`, whose length comes next. */
export function readLabelPair(reader: ProtobufReader): [string, string] {
  const { name, value } = readMessage(reader, LABEL_PAIR, { name: '', value: '' });
  return [name, value];
}

interface Timestamp {
  seconds: number;
  nanos: number;
}

const TIMESTAMP = fieldsOf<Timestamp>([
  [varint(1), one('seconds', (reader) => reader.int64())],
  [varint(2), one('nanos', (reader) => reader.int32())],
]);

/** A `google.protobuf.Timestamp`, whose length comes next, in whole ms. */
export function readTimestamp(reader: ProtobufReader): number {
  const { seconds, nanos } = readMessage(reader, TIMESTAMP, { seconds: 0, nanos: 0 });
  const ms = seconds * 1000 + Math.trunc(nanos / 1e6);
  if (!Number.isSafeInteger(ms)) throw reader.broken(`the time ${seconds} s is out of range`);
  return ms;
}

interface ExemplarMessage {
  readonly pairs: [string, string][];
  value: number;
  ms: number | undefined;
}

const EXEMPLAR = fieldsOf<ExemplarMessage>([
  [bytes(1), many('pairs', readLabelPair)],
  [fixed64(2), one('value', double)],
  [bytes(3), one('ms', readTimestamp)],
]);

/** An `Exemplar`, whose length comes next. */
export function readExemplar(reader: ProtobufReader): ExposedExemplar {
  const message = readMessage<ExemplarMessage>(reader, EXEMPLAR, { pairs: [], value: 0, ms: undefined });
  const problem = problemOf(message.pairs);
  if (problem !== undefined) throw reader.broken(`${problem} in an exemplar`);
  return { labels: labelsFrom(message.pairs), value: message.value, ms: message.ms };
}
