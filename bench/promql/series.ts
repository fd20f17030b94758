import { compressSync } from 'snappy';
import { Random } from '../support/random.js';
import { labelFields, WriteRequestBytes } from '../support/time-series.js';

/** Half of the series are counters of requests, half the buckets of a histogram of their durations. */
const COUNTERS = 5_000;
const BUCKETS = ['0.005', '0.01', '0.025', '0.05', '0.1', '0.25', '0.5', '1', '2.5', '+Inf'];
const SERIES = COUNTERS * 2;
export const STEP_MS = 15_000;
const SERIES_PER_BODY = 500;
const SAMPLES_PER_BODY = 40;

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'];
const STATUSES = ['200', '201', '400', '404', '500'];

/** Of series 0 to 9,999. */
function labelsOf(series: number): Record<string, string> {
  if (series < COUNTERS) {
    const instance = Math.floor(series / 25);
    return {
      __name__: 'http_requests_total',
      instance: `10.0.${Math.floor(instance / 10)}.${instance % 10}:8080`,
      job: 'shop',
      method: METHODS[series % 5]!,
      service: `service-${instance % 20}`,
      status: STATUSES[Math.floor(series / 5) % 5]!,
    };
  }
  const instance = Math.floor((series - COUNTERS) / BUCKETS.length);
  return {
    __name__: 'http_request_duration_seconds_bucket',
    instance: `10.1.${Math.floor(instance / 25)}.${instance % 25}:8080`,
    job: 'shop',
    le: BUCKETS[series % BUCKETS.length]!,
    service: `service-${instance % 20}`,
  };
}

/**
 * Remote-write bodies of 10,000 series with a sample each 15 s in `[start, end]`, ms, in order of time: counters that move
 * at different speeds and start over now and then.
 */
export function* bodies(start: number, end: number): Generator<Buffer> {
  const random = new Random(4);
  const labels = Array.from({ length: SERIES }, (_, series) => labelFields(labelsOf(series)));
  const values = new Float64Array(SERIES);
  const request = new WriteRequestBytes(SERIES_PER_BODY, SAMPLES_PER_BODY);
  for (let time = start; time <= end; time += STEP_MS * SAMPLES_PER_BODY) {
    const samples = Math.min(SAMPLES_PER_BODY, Math.floor((end - time) / STEP_MS) + 1);
    for (let first = 0; first < SERIES; first += SERIES_PER_BODY) {
      request.clear();
      for (let series = first; series < first + SERIES_PER_BODY; series++) {
        request.series(labels[series]!, samples);
        for (let i = 0; i < samples; i++) {
          values[series] = random.oneIn(5_000) ? 0 : values[series]! + step(series, random);
          request.sample(values[series]!, time + i * STEP_MS);
        }
      }
      yield compressSync(request.bytes);
    }
  }
}

/** A bucket grows at least as fast as those below it, as their counts are in it. */
function step(series: number, random: Random): number {
  return series < COUNTERS ? random.below(1 + (series % 40)) : 3 * (series % BUCKETS.length) + random.below(3);
}
