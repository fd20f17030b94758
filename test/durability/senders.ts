import { pushSnappy } from '../support/loki-messages.js';
import { exampleSpan, tracesBody } from '../support/otlp-traces.js';
import { compress, encodeV1 } from '../support/remote-write-messages.js';
import type { TestServer } from '../support/server.js';
import { readLogs, readSamples, readTrace } from '../support/server-reads.js';
import type { ReceiverName } from '../support/server-requests.js';

/** The whole second at which what is sent begins; senders refuse nothing that is so young. */
const START_MS = Math.floor(Date.now() / 1000) * 1000 - 3_600_000;
const START_NS = BigInt(START_MS) * 1_000_000n;

/** Batches of one signal: each number stands for the same bytes whenever it is sent. */
export interface Sender {
  readonly receiver: ReceiverName;
  /** Rows of one batch. */
  readonly rows: number;
  body(batch: number): Buffer;
  /**
   * Every row of the batches below `batches` that the server has, read through its API, each as often as a reader sees
   * it, as `rowKeys` names them.
   */
  read(server: TestServer, batches: number): Promise<string[]>;
  rowKeys(batch: number): string[];
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

const LINES = 20;
const PADDING = 'of some length, so that a batch is not too small to be real; '.repeat(2);

/** ns of the `i`th line of a batch. */
const lineNs = (batch: number, i: number): bigint => START_NS + BigInt(batch * LINES + i) * 1000n;
const lineText = (batch: number, i: number): string => `batch ${batch} line ${i} ${PADDING}`;

function logSender(receiver: 'lokiProtobuf' | 'lokiJson', encode: (app: string, batch: number) => Buffer): Sender {
  const app = `durable-${receiver}`;
  return {
    receiver,
    rows: LINES,
    body: (batch) => encode(app, batch),
    rowKeys: (batch) => numbers(LINES).map((i) => `${lineNs(batch, i)} ${lineText(batch, i)}`),
    read: async (server, batches) => {
      const entries = await readLogs(server, `{app="${app}"}`, START_NS, lineNs(batches, 0));
      return entries.map(({ ns, line }) => `${ns} ${line}`);
    },
  };
}

const SERIES = 10;
/** Steps that one answer of Prometheus' API may have. */
const MAX_STEPS = 10_000;

const remoteWrite: Sender = {
  receiver: 'remoteWrite',
  rows: SERIES,
  body: (batch) =>
    compress(
      encodeV1(
        numbers(SERIES).map((i) => ({
          labels: { __name__: 'durable_total', series: String(i) },
          samples: [{ value: batch * SERIES + i + 0.5, timestamp: START_MS + batch * 1000 }],
        })),
      ),
    ),
  rowKeys: (batch) => numbers(SERIES).map((i) => `${START_MS + batch * 1000} ${i} ${batch * SERIES + i + 0.5}`),
  read: async (server, batches) => {
    const keys: string[] = [];
    for (let first = 0; first < batches; first += MAX_STEPS) {
      const last = Math.min(batches, first + MAX_STEPS) - 1;
      const range = [START_MS + first * 1000, START_MS + last * 1000] as const;
      for (const { metric, values } of await readSamples(server, 'durable_total', ...range, 1000))
        for (const [seconds, value] of values) keys.push(`${seconds * 1000} ${metric.series} ${value}`);
    }
    return keys;
  },
};

const SPANS = 5;
const traceId = (batch: number): string => `d${batch.toString(16).padStart(31, '0')}`;
const spansOf = (batch: number) =>
  numbers(SPANS).map((i) => ({
    ...exampleSpan(i + 1),
    traceId: Buffer.from(traceId(batch), 'hex'),
    startNs: START_NS + BigInt(batch * SPANS + i) * 1000n,
  }));

const otlpTraces: Sender = {
  receiver: 'otlpTraces',
  rows: SPANS,
  body: (batch) => tracesBody(spansOf(batch)),
  rowKeys: (batch) => spansOf(batch).map(({ name, startNs }) => `${traceId(batch)} ${startNs} ${name}`),
  read: async (server, batches) => {
    const keys: string[] = [];
    for (let first = 0; first < batches; first += 16) {
      const ids = numbers(Math.min(16, batches - first)).map((i) => traceId(first + i));
      const traces = await Promise.all(ids.map((id) => readTrace(server, id)));
      for (const [i, spans] of traces.entries())
        for (const { startTimeUnixNano, name } of spans) keys.push(`${ids[i]} ${startTimeUnixNano} ${name}`);
    }
    return keys;
  },
};

/** All three signals; logs in both of Loki's encodings. */
export const SENDERS: readonly Sender[] = [
  logSender('lokiProtobuf', (app, batch) =>
    pushSnappy([
      {
        labels: `{app="${app}"}`,
        entries: numbers(LINES).map((i) => ({ ns: lineNs(batch, i), line: lineText(batch, i) })),
      },
    ]),
  ),
  logSender('lokiJson', (app, batch) => {
    const values = numbers(LINES).map((i) => [String(lineNs(batch, i)), lineText(batch, i)]);
    return Buffer.from(JSON.stringify({ streams: [{ stream: { app }, values }] }));
  }),
  remoteWrite,
  otlpTraces,
];
