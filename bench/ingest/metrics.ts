import { compressSync } from 'snappy';
import { ProtobufWriter } from '../../src/wire/protobuf/writer.js';
import { Random } from '../support/random.js';
import { type Body, firstTime, type Load } from './load.js';

const SERIES = 10_000;
const SERIES_PER_BODY = 2_000;
const STEP_MS = 15_000;
/** Bytes of a sample's message, tag and length included: a double and a time of six varint bytes. */
const SAMPLE_BYTES = 18;

const SERVICES = [
  'checkout',
  'cart',
  'catalog',
  'search',
  'payments',
  'shipping',
  'accounts',
  'gateway',
  'mail',
  'ads',
];
const STATUSES = ['200', '201', '204', '404', '500'];
const METHODS = ['GET', 'POST', 'PUT', 'DELETE'];

/** Prometheus remote write 1.0: 10,000 counters with about 250 bytes of labels, 15 s apart, 2,000 series a body. */
export const metrics = (samplesPerSeries: number): Load => ({
  dialect: 'prometheus',
  path: '/api/v1/write',
  headers: {
    'content-type': 'application/x-protobuf',
    'content-encoding': 'snappy',
    'x-prometheus-remote-write-version': '0.1.0',
  },
  table: 'metric_samples',
  per: 'million',
  amount: samplesPerSeries === 1 ? 5 : 30,
  bodies: () => bodies(samplesPerSeries),
});

/** A series' labels as fields of a TimeSeries message: 8 of them, sorted, about 250 bytes. */
function labelFields(series: number): Buffer {
  const service = SERVICES[series % SERVICES.length]!;
  const pod = Math.floor(series / 200);
  const labels = {
    __name__: series % 4 === 0 ? 'http_response_size_bytes_total' : 'http_requests_total',
    cluster: 'production-eu-central-1',
    instance: `10.2.${pod}.${(series % 10) + 10}:8080`,
    job: `shop/${service}`,
    method: METHODS[Math.floor(series / 10) % METHODS.length]!,
    path: `/api/v1/${service}/resources/:id/details`,
    pod: `${service}-6c5d8f7b9d-${(series % 10) + 10}x${pod}`,
    status: STATUSES[Math.floor(series / 40) % STATUSES.length]!,
  };
  const writer = new ProtobufWriter(512);
  for (const [name, value] of Object.entries(labels)) {
    writer.message(1, (label) => {
      label.string(1, name);
      label.string(2, value);
    });
  }
  return writer.finish();
}

function* bodies(samplesPerSeries: number): Generator<Body> {
  const random = new Random(2);
  const labels = Array.from({ length: SERIES }, (_, series) => labelFields(series));
  const values = Float64Array.from(labels, () => random.below(1_000_000));
  // A tenth of the counters stands still, most move a little, some much: what a fleet of services looks like.
  const speeds = labels.map((_, series) => (series % 10 === 0 ? 0 : series % 10 === 9 ? 5_000 : 40));
  const start = firstTime();
  const buffer = Buffer.allocUnsafe(SERIES_PER_BODY * (512 + samplesPerSeries * SAMPLE_BYTES));
  for (let step = 0; ; step += samplesPerSeries) {
    for (let first = 0; first < SERIES; first += SERIES_PER_BODY) {
      let at = 0;
      for (let series = first; series < first + SERIES_PER_BODY; series++) {
        const own = labels[series]!;
        buffer[at++] = 0x0a;
        at = putVarint(buffer, at, own.length + samplesPerSeries * SAMPLE_BYTES);
        buffer.set(own, at);
        at += own.length;
        for (let i = 0; i < samplesPerSeries; i++) {
          values[series]! += speeds[series] === 0 ? 0 : random.below(speeds[series]!);
          at = putSample(buffer, at, values[series]!, start + (step + i) * STEP_MS);
        }
      }
      const bytes = compressSync(buffer.subarray(0, at));
      yield { bytes, items: SERIES_PER_BODY * samplesPerSeries, rawBytes: at };
    }
  }
}

function putSample(buffer: Buffer, at: number, value: number, ms: number): number {
  buffer[at] = 0x12;
  buffer[at + 1] = SAMPLE_BYTES - 2;
  buffer[at + 2] = 0x09;
  buffer.writeDoubleLE(value, at + 3);
  buffer[at + 11] = 0x10;
  return putVarint(buffer, at + 12, ms);
}

function putVarint(buffer: Buffer, at: number, value: number): number {
  let rest = value;
  let next = at;
  while (rest > 127) {
    buffer[next++] = (rest % 128) | 128;
    rest = Math.floor(rest / 128);
  }
  buffer[next++] = rest;
  return next;
}
