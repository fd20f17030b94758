import snappy from 'snappy';
import type { Dialect } from '../../src/config/dialects.js';
import { thriftBatch } from '../support/jaeger-messages.js';
import { pushProtobuf } from '../support/loki-messages.js';
import { metricsBodies, metricsRequest } from '../support/otlp-metrics.js';
import { exampleSpans, tracesBody } from '../support/otlp-traces.js';
import { encodeV1, encodeV2 } from '../support/remote-write-messages.js';
import type { Answer } from '../support/server-requests.js';
import { writeBinary, writeCompact } from '../support/thrift-writer.js';
import { zipkinProtobuf } from '../support/zipkin-messages.js';

/** A receiver as its senders see it. */
export interface HttpReceiver {
  readonly name: string;
  readonly dialect: Dialect;
  readonly path: string;
  readonly type: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A good message, another one for each number. */
  readonly message: (i: number) => Buffer;
  /** What is around a message. */
  readonly wrap?: (message: Buffer) => Buffer;
  readonly shape: ErrorShape;
  /** Refusals that are a 500 because they are one in the original; OTLP's senders do not repeat on it. */
  readonly refusedWith500?: RegExp;
}

/** Throws unless an answer of status 4xx or 5xx is as the dialect's senders expect it. */
type ErrorShape = (answer: Answer) => void;

/** Some hours ago, so that a time that counts up with the messages is none that is still to come. */
const START_MS = Math.floor(Date.now() / 1000) * 1000 - 6 * 3_600_000;
const ns = (i: number): bigint => BigInt(START_MS) * 1_000_000n + BigInt(i);

function expectType(answer: Answer, type: RegExp): void {
  if (!type.test(String(answer.headers['content-type'])) || answer.body.length === 0)
    throw new Error(`${answer.status} of type ${answer.headers['content-type']}: ${answer.body}`);
}

const textShape: ErrorShape = (answer) => expectType(answer, /^text\/plain/);

const otlpJsonShape: ErrorShape = (answer) => {
  expectType(answer, /^application\/json/);
  const { message } = JSON.parse(String(answer.body)) as { message?: unknown };
  if (typeof message !== 'string' || message === '') throw new Error(`no message: ${answer.body}`);
};

/** google.rpc.Status, whose message is field 2; in JSON where the request's own type is JSON or not known. */
const otlpProtobufShape: ErrorShape = (answer) => {
  if (/^application\/json/.test(String(answer.headers['content-type']))) return otlpJsonShape(answer);
  expectType(answer, /^application\/x-protobuf/);
  if (!answer.body.includes(0x12)) throw new Error(`no google.rpc.Status: ${answer.body.toString('hex')}`);
};

const spans = (i: number) => exampleSpans(10, i * 10).map((span) => ({ ...span, startNs: ns(i) }));

const zipkinSpans = (i: number) => [
  {
    traceId: (i + 1).toString(16).padStart(32, '0'),
    id: (i + 1).toString(16).padStart(16, '0'),
    name: 'get',
    kind: 'SERVER',
    timestamp: START_MS * 1000 + i,
    duration: 1000,
    localEndpoint: { serviceName: 'shop', ipv4: '10.0.0.1', port: 80 },
    annotations: [{ timestamp: START_MS * 1000, value: 'begun' }],
    tags: { 'http.path': '/a' },
  },
];

const jaegerBatch = (i: number) =>
  thriftBatch({
    service: 'shop',
    tags: [{ key: 'host', string: 'a' }],
    spans: [
      {
        traceId: (i + 1).toString(16).padStart(32, '0'),
        spanId: (i + 1).toString(16).padStart(16, '0'),
        name: 'get',
        start: BigInt(START_MS) * 1000n,
        duration: 10n,
        tags: [{ key: 'http.status_code', int: 200n }],
        logs: [{ time: BigInt(START_MS) * 1000n, fields: [{ key: 'event', string: 'begun' }] }],
      },
    ],
  });

const metrics = (i: number) =>
  metricsBodies(
    metricsRequest(
      [
        {
          name: 'requests',
          sum: {
            aggregationTemporality: 2,
            isMonotonic: true,
            dataPoints: [{ timeUnixNano: String(ns(0)), asDouble: i, attributes: [] }],
          },
        },
        {
          name: 'latency',
          histogram: {
            aggregationTemporality: 2,
            dataPoints: [
              { timeUnixNano: String(ns(0)), count: '3', sum: 2, bucketCounts: ['1', '2'], explicitBounds: [1] },
            ],
          },
        },
      ],
      { 'service.name': 'shop' },
    ),
  );

const logRecords = (i: number) => ({
  resourceLogs: [
    {
      resource: { attributes: [{ key: 'service.name', value: { stringValue: 'shop' } }] },
      scopeLogs: [
        {
          logRecords: [
            {
              timeUnixNano: String(ns(i)),
              severityText: 'INFO',
              body: { stringValue: `line ${i}` },
              attributes: [{ key: 'user', value: { intValue: '7' } }],
            },
          ],
        },
      ],
    },
  ],
});

const series = (i: number) => [
  { labels: { __name__: 'up', job: 'shop' }, samples: [{ value: i, timestamp: START_MS + i }] },
];

const lokiStreams = (i: number) => [
  { labels: '{app="shop"}', entries: [{ ns: ns(i), line: `line ${i}`, metadata: [['user', 'ann']] as const }] },
];

const lokiJson = (i: number) => ({
  streams: [{ stream: { app: 'shop' }, values: [[String(ns(i)), `line ${i}`, { user: 'ann' }]] }],
});

const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
const compress = (message: Buffer): Buffer => snappy.compressSync(message);

const PROTOBUF = 'application/x-protobuf';
const JSON_TYPE = 'application/json';

/** Every receiver that speaks HTTP. */
export const HTTP_RECEIVERS: readonly HttpReceiver[] = [
  {
    name: 'Loki push, protobuf',
    dialect: 'loki',
    path: '/loki/api/v1/push',
    type: PROTOBUF,
    message: (i) => pushProtobuf(lokiStreams(i)),
    wrap: compress,
    shape: textShape,
  },
  {
    name: 'Loki push, JSON',
    dialect: 'loki',
    path: '/loki/api/v1/push',
    type: JSON_TYPE,
    message: (i) => json(lokiJson(i)),
    shape: textShape,
  },
  {
    name: 'Loki push, old JSON',
    dialect: 'loki',
    path: '/api/prom/push',
    type: JSON_TYPE,
    message: (i) =>
      json({
        streams: [{ labels: '{app="shop"}', entries: [{ ts: new Date(START_MS + i).toISOString(), line: 'a' }] }],
      }),
    shape: textShape,
  },
  {
    name: 'remote write 1.0',
    dialect: 'prometheus',
    path: '/api/v1/write',
    type: PROTOBUF,
    headers: { 'content-encoding': 'snappy' },
    message: (i) => encodeV1(series(i)),
    wrap: compress,
    shape: textShape,
  },
  {
    name: 'remote write 2.0',
    dialect: 'mimir',
    path: '/api/v1/push',
    type: 'application/x-protobuf;proto=io.prometheus.write.v2.Request',
    headers: { 'content-encoding': 'snappy' },
    message: (i) => encodeV2(series(i)),
    wrap: compress,
    shape: textShape,
  },
  {
    name: 'OTLP traces, protobuf',
    dialect: 'otlpHttp',
    path: '/v1/traces',
    type: PROTOBUF,
    message: (i) => tracesBody(spans(i)),
    shape: otlpProtobufShape,
  },
  {
    name: 'OTLP metrics, protobuf',
    dialect: 'otlpHttp',
    path: '/v1/metrics',
    type: PROTOBUF,
    message: (i) => metrics(i).protobuf,
    shape: otlpProtobufShape,
  },
  {
    name: 'OTLP metrics, JSON',
    dialect: 'prometheus',
    path: '/api/v1/otlp/v1/metrics',
    type: JSON_TYPE,
    refusedWith500: /data points rejected/,
    message: (i) => metrics(i).json,
    shape: (answer) => expectType(answer, /^(application\/json|text\/plain)/),
  },
  {
    name: 'OTLP logs, JSON',
    dialect: 'otlpHttp',
    path: '/v1/logs',
    type: JSON_TYPE,
    message: (i) => json(logRecords(i)),
    shape: otlpJsonShape,
  },
  {
    name: 'OTLP logs at Loki, JSON',
    dialect: 'loki',
    path: '/otlp/v1/logs',
    type: JSON_TYPE,
    message: (i) => json(logRecords(i)),
    // Loki answers in protobuf whatever it was sent.
    shape: otlpProtobufShape,
  },
  {
    name: 'Jaeger Thrift, binary',
    dialect: 'jaegerThrift',
    path: '/api/traces?format=jaeger.thrift',
    type: 'application/x-thrift',
    message: (i) => writeBinary(jaegerBatch(i)),
    shape: textShape,
  },
  {
    name: 'Jaeger Thrift, compact',
    dialect: 'jaegerThrift',
    path: '/api/traces',
    type: 'application/vnd.apache.thrift.compact',
    message: (i) => writeCompact(jaegerBatch(i)),
    shape: textShape,
  },
  {
    name: 'Zipkin, JSON',
    dialect: 'zipkin',
    path: '/api/v2/spans',
    type: JSON_TYPE,
    message: (i) => json(zipkinSpans(i)),
    shape: textShape,
  },
  {
    name: 'Zipkin, protobuf',
    dialect: 'zipkin',
    path: '/api/v2/spans',
    type: PROTOBUF,
    message: (i) => zipkinProtobuf(zipkinSpans(i)),
    shape: textShape,
  },
];

export const receiver = (name: string): HttpReceiver => HTTP_RECEIVERS.find((one) => one.name === name)!;
