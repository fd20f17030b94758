import { compressSync } from 'snappy';
import { Random } from '../support/random.js';
import { SERVICES } from '../support/services.js';
import { labelFields, WriteRequestBytes } from '../support/time-series.js';
import { type Body, firstTime, type Load } from './load.js';

const SERIES = 10_000;
const SERIES_PER_BODY = 2_000;
const STEP_MS = 15_000;

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

/** A series' labels: 8 of them, sorted, about 250 bytes. */
function labelsOf(series: number): Record<string, string> {
  const service = SERVICES[series % SERVICES.length]!;
  const pod = Math.floor(series / 200);
  return {
    __name__: series % 4 === 0 ? 'http_response_size_bytes_total' : 'http_requests_total',
    cluster: 'production-eu-central-1',
    instance: `10.2.${pod}.${(series % 10) + 10}:8080`,
    job: `shop/${service}`,
    method: METHODS[Math.floor(series / 10) % METHODS.length]!,
    path: `/api/v1/${service}/resources/:id/details`,
    pod: `${service}-6c5d8f7b9d-${(series % 10) + 10}x${pod}`,
    status: STATUSES[Math.floor(series / 40) % STATUSES.length]!,
  };
}

function* bodies(samplesPerSeries: number): Generator<Body> {
  const random = new Random(2);
  const labels = Array.from({ length: SERIES }, (_, series) => labelFields(labelsOf(series)));
  const values = Float64Array.from(labels, () => random.below(1_000_000));
  // A tenth of the counters stands still, most move a little, some much: what a fleet of services looks like.
  const speeds = labels.map((_, series) => (series % 10 === 0 ? 0 : series % 10 === 9 ? 5_000 : 40));
  const start = firstTime();
  const request = new WriteRequestBytes(SERIES_PER_BODY, samplesPerSeries);
  for (let step = 0; ; step += samplesPerSeries) {
    for (let first = 0; first < SERIES; first += SERIES_PER_BODY) {
      request.clear();
      for (let series = first; series < first + SERIES_PER_BODY; series++) {
        request.series(labels[series]!, samplesPerSeries);
        for (let i = 0; i < samplesPerSeries; i++) {
          values[series]! += speeds[series] === 0 ? 0 : random.below(speeds[series]!);
          request.sample(values[series]!, start + (step + i) * STEP_MS);
        }
      }
      const { bytes } = request;
      yield { bytes: compressSync(bytes), items: SERIES_PER_BODY * samplesPerSeries, rawBytes: bytes.length };
    }
  }
}
