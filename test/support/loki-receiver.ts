import Fastify from 'fastify';
import { onTestFinished } from 'vitest';
import { LokiPush } from '../../src/ingest/loki/push.js';
import { lokiReceiver } from '../../src/ingest/loki/receiver.js';
import { DEFAULT_LOKI_LIMITS, type LokiLimits } from '../../src/model/loki-limits.js';
import { type LogRow, logRows } from './log-rows.js';
import { type TestReceiver, testReceiver } from './receiver-context.js';

/** Loki's receiver, which takes pushes without a port. */
export interface TestLoki extends TestReceiver {
  post(
    body: string | Buffer,
    headers?: Record<string, string>,
    path?: string,
  ): Promise<{ status: number; text: string }>;
  rows(): LogRow[];
  lines(): string[];
}

/** Starts one for the test under way. */
export async function startLoki(limits: Partial<LokiLimits> = {}): Promise<TestLoki> {
  const receiver = testReceiver();
  const app = Fastify();
  onTestFinished(() => app.close());
  const all = { ...DEFAULT_LOKI_LIMITS, ...limits };
  await app.register(lokiReceiver(new LokiPush(receiver.context, () => all)));
  const rows = () =>
    receiver.writer.batches.flatMap(({ logs }) => logRows(logs!, receiver.writer.indexes.streams.refs));
  return {
    ...receiver,
    post: async (body, headers = { 'content-type': 'application/json' }, path = '/loki/api/v1/push') => {
      const { statusCode, payload } = await app.inject({ method: 'POST', url: path, headers, payload: body });
      return { status: statusCode, text: payload };
    },
    rows,
    lines: () => rows().map(({ line }) => line),
  };
}

/** A push of one stream in JSON; each value is `[ns, line]` or `[ns, line, metadata]`. */
export const pushJson = (stream: object, ...values: unknown[]): string =>
  JSON.stringify({ streams: [{ stream, values }] });
