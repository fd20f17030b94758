import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, SimpleSpanProcessor, type SpanExporter } from '@opentelemetry/sdk-trace-base';
import Fastify, { type FastifyInstance, type LightMyRequestResponse } from 'fastify';
import type { ReceiverContext } from '../../src/ingest/receiver.js';
import { FUZZ_CASES, mutate, seededRandom } from './fuzz.js';
import { type TestReceiver, testReceiver } from './receiver-context.js';
import { type SpanRow, spanRows } from './span-rows.js';

/** A receiver of spans over HTTP, and what it stored. */
export class SpanCollector {
  readonly receiver: TestReceiver = testReceiver();
  readonly app: FastifyInstance = Fastify({ bodyLimit: this.receiver.context.maxBodyBytes });

  static async open(plugin: (app: FastifyInstance, context: ReceiverContext) => Promise<void>): Promise<SpanCollector> {
    const collector = new SpanCollector();
    await collector.app.register((app) => plugin(app, collector.receiver.context));
    await collector.app.ready();
    return collector;
  }

  post(url: string, payload: Buffer, headers: Readonly<Record<string, string>>): Promise<LightMyRequestResponse> {
    return this.app.inject({ method: 'POST', url, payload, headers });
  }

  /** Listens on a free port of loopback. */
  async listen(): Promise<number> {
    return Number(new URL(await this.app.listen({ port: 0, host: '127.0.0.1' })).port);
  }

  stored(): SpanRow[] {
    const { refs } = this.receiver.writer.indexes.resources;
    return this.receiver.writer.batches.flatMap((batch) => spanRows(batch.spans!, refs));
  }
}

/** Posts broken copies of `body`; gives each status that came, with the Content-Type of its answer. */
export async function answersToBroken(
  body: Buffer,
  post: (broken: Buffer) => Promise<LightMyRequestResponse>,
  seed: number,
): Promise<Map<number, unknown>> {
  const random = seededRandom(seed);
  const answers = new Map<number, unknown>();
  for (let i = 0; i < FUZZ_CASES; i++) {
    const { statusCode, headers } = await post(mutate(body, random));
    const type = headers['content-type'];
    if (answers.has(statusCode) && answers.get(statusCode) !== type) throw new Error(`${statusCode} as ${type}`);
    answers.set(statusCode, type);
  }
  return answers;
}

/** Spans that `exportSpans` sends. */
export const EXPORTED_SPANS = 50;

/**
 * Sends spans of the service `shop` through one of OpenTelemetry's exporters: `op 0`, `op 1`, …, of which every fifth has
 * failed, each with the event `retry`. Gives the trace ids by span id.
 */
export async function exportSpans(
  exporter: SpanExporter,
  attributes: (i: number) => Record<string, string | number | boolean>,
): Promise<Map<string, string>> {
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'shop', 'service.version': '1.2' }),
    spanProcessors: [new SimpleSpanProcessor(exporter)],
  });
  const tracer = provider.getTracer('collector-test', '3');
  const sent = new Map<string, string>();
  for (let i = 0; i < EXPORTED_SPANS; i++) {
    const span = tracer.startSpan(`op ${i}`, { kind: SpanKind.CLIENT, attributes: attributes(i) });
    span.addEvent('retry', { attempt: 1 });
    if (i % 5 === 0) span.setStatus({ code: SpanStatusCode.ERROR, message: 'no stock' });
    span.end();
    sent.set(span.spanContext().spanId, span.spanContext().traceId);
  }
  await provider.forceFlush();
  await provider.shutdown();
  return sent;
}
