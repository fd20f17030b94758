import protobuf from 'protobufjs';
import { request } from 'undici';
import { STALE_NAN } from '../../../src/model/samples.js';
import { compress } from '../../support/remote-write-messages.js';
import type { FlagSet } from './flag-sets.js';
import {
  type Dataset,
  type DatasetFamily,
  type DatasetSample,
  type DatasetSeries,
  parseOpenMetrics,
} from './open-metrics.js';
import { readOpenMetrics, readOtlpRequests } from './recorded-case.js';

/** So much is sent at a time of both protocols in turn, so that receivers that refuse old samples accept all. */
const WINDOW_MS = 300_000;
const SAMPLES_A_REQUEST = 4000;

/** MetricMetadata.MetricType of remote write 1.0. */
const METADATA_TYPES: Readonly<Record<string, number>> = {
  counter: 1,
  gauge: 2,
  histogram: 3,
  gaugehistogram: 4,
  summary: 5,
  info: 6,
  stateset: 7,
};

/** Sends the data set to a server at `url` by remote write 1.0 and OTLP; of the former what is named in `written`. */
export async function loadDataset(url: string, { written }: Pick<FlagSet, 'written'> = {}): Promise<void> {
  for (const { send, body } of written === undefined ? wholeDataset() : encodedDataset(new Set(written)))
    await send(url, body);
}

interface EncodedRequest {
  readonly send: (url: string, body: Uint8Array | string) => Promise<void>;
  readonly body: Uint8Array | string;
}

let dataset: Dataset | undefined;
let encoded: readonly EncodedRequest[] | undefined;

/** Several servers are sent the same. */
function wholeDataset(): readonly EncodedRequest[] {
  encoded ??= [...encodedDataset()];
  return encoded;
}

function* encodedDataset(written?: ReadonlySet<string>): Generator<EncodedRequest> {
  dataset ??= parseOpenMetrics(readOpenMetrics());
  const { series, families } = dataset;
  const chosen = written === undefined ? series : series.filter(({ labels }) => written.has(nameOf(labels)));
  const requests = readOtlpRequests().map((body) => ({ body, ms: firstTime(body) }));
  yield { send: sendWrite, body: compress(encodeMetadata(families)) };
  const times = series.flatMap(({ samples }) => [samples[0]!.ms, samples.at(-1)!.ms]);
  const last = Math.max(...times);
  for (let from = Math.floor(Math.min(...times) / WINDOW_MS) * WINDOW_MS; from <= last; from += WINDOW_MS) {
    const isWithin = ({ ms }: { readonly ms: number }) => ms >= from && ms < from + WINDOW_MS;
    let batch: DatasetSeries[] = [];
    let waiting = 0;
    for (const { labels, samples } of chosen) {
      const now = samples.filter(isWithin);
      if (now.length > 0) batch.push({ labels, samples: now });
      waiting += now.length;
      if (waiting < SAMPLES_A_REQUEST) continue;
      yield { send: sendWrite, body: compress(encodeSeries(batch)) };
      batch = [];
      waiting = 0;
    }
    if (waiting > 0) yield { send: sendWrite, body: compress(encodeSeries(batch)) };
    // One at a time, as they were recorded: `target_info` has a sample for each request's span of time.
    for (const { body } of requests.filter(isWithin)) yield { send: sendOtlp, body };
  }
}

const nameOf = (labels: DatasetSeries['labels']): string => labels.find(([name]) => name === '__name__')?.[1] ?? '';

const firstTime = (body: string): number =>
  Math.min(...[...body.matchAll(/"timeUnixNano":"(\d+)\d{6}"/g)].map((found) => Number(found[1])));

/** `body` is compressed. */
async function sendWrite(url: string, body: Uint8Array | string): Promise<void> {
  const { statusCode, body: answer } = await request(`${url}/api/v1/write`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-protobuf',
      'content-encoding': 'snappy',
      'x-prometheus-remote-write-version': '0.1.0',
    },
    body,
  });
  const text = await answer.text();
  if (statusCode >= 300) throw new Error(`remote write: HTTP ${statusCode} ${text}`);
}

/** Servers refuse some of these on purpose (delta temporality without its flag): their answer is not looked at. */
async function sendOtlp(url: string, body: Uint8Array | string): Promise<void> {
  const { body: answer } = await request(`${url}/api/v1/otlp/v1/metrics`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  await answer.dump();
}

/** Protobuf tags: field number and wire type (0 varint, 1 64 bits, 2 with length). */
const tag = (field: number, wireType: 0 | 1 | 2): number => field * 8 + wireType;

/** A `prometheus.WriteRequest`. Written here by hand because the bits of a stale marker must not pass through a number. */
function encodeSeries(series: readonly DatasetSeries[]): Uint8Array {
  const writer = protobuf.Writer.create();
  for (const { labels, samples } of series) {
    writer.uint32(tag(1, 2)).fork();
    writeLabels(writer, labels);
    for (const sample of samples) writeSample(writer, sample);
    for (const { exemplar } of samples) {
      if (exemplar === undefined) continue;
      writer.uint32(tag(3, 2)).fork();
      writeLabels(writer, exemplar.labels);
      writer.uint32(tag(2, 1)).double(exemplar.value).uint32(tag(3, 0)).int64(exemplar.ms).ldelim();
    }
    writer.ldelim();
  }
  return writer.finish();
}

function writeSample(writer: protobuf.Writer, { ms, value }: DatasetSample): void {
  writer.uint32(tag(2, 2)).fork().uint32(tag(1, 1));
  if (value === 'stale') writer.fixed32(STALE_NAN.low).fixed32(STALE_NAN.high);
  else writer.double(value);
  writer.uint32(tag(2, 0)).int64(ms).ldelim();
}

function writeLabels(writer: protobuf.Writer, labels: DatasetSeries['labels']): void {
  for (const [name, value] of labels)
    writer.uint32(tag(1, 2)).fork().uint32(tag(1, 2)).string(name).uint32(tag(2, 2)).string(value).ldelim();
}

function encodeMetadata(families: readonly DatasetFamily[]): Uint8Array {
  const writer = protobuf.Writer.create();
  for (const { name, type, help, unit } of families) {
    writer.uint32(tag(3, 2)).fork();
    writer.uint32(tag(1, 0)).uint32(METADATA_TYPES[type] ?? 0);
    writer.uint32(tag(2, 2)).string(name).uint32(tag(4, 2)).string(help).uint32(tag(5, 2)).string(unit).ldelim();
  }
  return writer.finish();
}
