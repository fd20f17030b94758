import { writeKeyValue } from '../otlp/any-value-encode.js';
import { ProtobufWriter } from '../protobuf/writer.js';
import type { QueryInstantResponse, QueryRangeResponse } from './metrics-response.js';
import type { TempoAttribute } from './static-value.js';

/** `tempopb.QueryRangeResponse`. https://github.com/grafana/tempo/blob/main/pkg/tempopb/tempo.proto */
export function encodeQueryRange({ series, status, message }: QueryRangeResponse): Buffer {
  const writer = new ProtobufWriter();
  for (const { labels, samples, exemplars = [] } of series) {
    writer.message(1, (fields) => {
      writeLabels(fields, labels);
      for (const { timestampMs, value = 0 } of samples) {
        fields.message(2, (sample) => {
          if (value !== 0) sample.doubleAlways(1, Number(value));
          sample.int64Always(2, BigInt(timestampMs));
        });
      }
      for (const { labels: ofExemplar, value = 0, timestampMs } of exemplars) {
        fields.message(4, (exemplar) => {
          writeLabels(exemplar, ofExemplar);
          if (value !== 0) exemplar.doubleAlways(2, Number(value));
          exemplar.int64Always(3, BigInt(timestampMs));
        });
      }
    });
  }
  writePartial(writer, status, message);
  return writer.finish();
}

/** `tempopb.QueryInstantResponse`. */
export function encodeQueryInstant({ series = [], status, message }: QueryInstantResponse): Buffer {
  const writer = new ProtobufWriter();
  for (const { labels, value = 0 } of series) {
    writer.message(1, (fields) => {
      writeLabels(fields, labels);
      if (value !== 0) fields.doubleAlways(2, Number(value));
    });
  }
  writePartial(writer, status, message);
  return writer.finish();
}

function writeLabels(fields: ProtobufWriter, labels: readonly TempoAttribute[]): void {
  for (const label of labels) writeKeyValue(fields, 1, label);
}

const PARTIAL = 1;

function writePartial(writer: ProtobufWriter, status: string | undefined, message = ''): void {
  writer.message(2, () => {});
  writer.uint32(3, status === undefined ? 0 : PARTIAL);
  writer.string(4, message);
}
