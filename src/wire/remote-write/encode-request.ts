import type { Labels } from '../../model/labels.js';
import { STALE_NAN } from '../../model/samples.js';
import { ProtobufWriter } from '../protobuf/writer.js';

const STALE_BITS = (BigInt(STALE_NAN.high) << 32n) | BigInt(STALE_NAN.low);

/** A series as a request has it; `stale` marks its end, bytes are a `Histogram` without its time. Times in ms. */
export interface EncodedSeries {
  readonly labels: Labels;
  readonly points: readonly (readonly [ms: number, value: number | 'stale' | Uint8Array])[];
}

/** A request of remote write 1.0, not yet compressed. https://prometheus.io/docs/specs/prw/remote_write_spec/#protocol */
export function encodeWriteRequest(all: readonly EncodedSeries[]): Buffer {
  const writer = new ProtobufWriter(4096);
  for (const { labels, points } of all) {
    writer.message(1, (series) => {
      for (let i = 0; i < labels.length; i += 2) {
        series.message(1, (label) => {
          label.string(1, labels[i]!);
          label.string(2, labels[i + 1]!);
        });
      }
      for (const [ms, value] of points) {
        if (typeof value === 'object') {
          series.bytesAlways(4, Buffer.concat([value, timeField(ms)]));
          continue;
        }
        series.message(2, (sample) => {
          if (value === 'stale') sample.fixed64(1, STALE_BITS);
          else sample.doubleAlways(1, value);
          sample.int64Always(2, BigInt(ms));
        });
      }
    });
  }
  return writer.finish();
}

/** The time of a `Histogram`; fields of a message may stand in any order. */
function timeField(ms: number): Buffer {
  const writer = new ProtobufWriter(16);
  writer.int64Always(15, BigInt(ms));
  return writer.finish();
}
