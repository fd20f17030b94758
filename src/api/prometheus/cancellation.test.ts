import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { prometheusContext } from '../../../test/support/prometheus-context.js';
import { DEFAULT_ENGINE_OPTIONS, PromqlEngine } from '../../promql/engine.js';
import type { MetricReader, SeriesSamples } from '../../storage/interface.js';
import { prometheusApi } from './plugin.js';

/** Long enough for a busy machine: what is waited for comes in its own time, ms. */
const PATIENCE = 25_000;
vi.setConfig({ testTimeout: PATIENCE + 5_000 });

const SERIES = 200;
const ONE = { ts: Float64Array.of(0), values: Float64Array.of(1) };

/** Series without end under the name `endless`; `reading` tells how many reads are under way. */
class EndlessReader {
  reading = 0;

  async *samples(_tenant: string, [name]: readonly { value: string }[]): AsyncGenerator<SeriesSamples[]> {
    this.reading++;
    try {
      for (let i = 0; name!.value === 'endless' || i < 1; i++) {
        yield Array.from({ length: SERIES }, (_, n) => ({ labels: ['n', `${i}/${n}`], ...ONE }));
      }
    } finally {
      this.reading--;
    }
  }
}

let app: FastifyInstance;
afterEach(() => app.close());

/** The API over an engine that evaluates one query at a time. */
async function listening(reader: EndlessReader): Promise<string> {
  const engine = new PromqlEngine(reader as unknown as MetricReader, { ...DEFAULT_ENGINE_OPTIONS, maxConcurrent: 1 });
  app = Fastify();
  app.register(prometheusApi, { context: { ...prometheusContext({}), engine }, prefix: '/api/v1' });
  await app.listen({ host: '127.0.0.1', port: 0 });
  return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/api/v1`;
}

async function until(holds: () => boolean): Promise<void> {
  const last = performance.now() + PATIENCE;
  while (!holds()) {
    if (performance.now() > last) throw new Error('it does not come to that');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** A client that goes away when it is told to. */
function asked(url: string): () => Promise<void> {
  const client = request(url);
  client.on('error', () => undefined);
  const closed = new Promise<void>((resolve) => client.once('close', resolve));
  client.end();
  return () => {
    client.destroy();
    return closed;
  };
}

describe('a client that goes away', () => {
  it.each([
    ['an aggregation', 'count(endless)'],
    ['both sides of an operator', 'count(endless) + count(endless)'],
    ['a subquery', 'count(max_over_time(endless[1m:1s]))'],
    ['a range vector', 'endless[1m]'],
  ])('ends the reads of its query, and leaves its place to the next: %s', async (_, query) => {
    const reader = new EndlessReader();
    const url = await listening(reader);
    const leave = asked(`${url}/query?time=1&query=${encodeURIComponent(query)}`);
    await until(() => reader.reading > 0);
    await leave();
    await until(() => reader.reading === 0);
    const next = await fetch(`${url}/query?time=1&query=count(up)`);
    expect(await next.json()).toMatchObject({ status: 'success', data: { result: [{ value: [1, String(SERIES)] }] } });
  });

  it('leaves the queue too', async () => {
    const reader = new EndlessReader();
    const url = await listening(reader);
    const leaveFirst = asked(`${url}/query?time=1&query=count(endless)`);
    await until(() => reader.reading === 1);
    const leaveSecond = asked(`${url}/query?time=1&query=count(endless)`);
    const third = fetch(`${url}/query?time=1&query=count(up)`);
    await leaveSecond();
    await leaveFirst();
    expect((await third).status).toBe(200);
    await until(() => reader.reading === 0);
  });
});

describe('a query beyond its limits', () => {
  it.each<[string, string, number, object]>([
    [
      'too many points',
      'query=endless[1m]',
      422,
      {
        errorType: 'execution',
        error: 'query processing would load too many samples into memory in query execution',
      },
    ],
    [
      'too long',
      'query=count(endless)&timeout=100ms',
      503,
      { errorType: 'timeout', error: 'query timed out in expression evaluation' },
    ],
  ])('is refused as Prometheus refuses it: %s', async (_, parameters, status, error) => {
    const reader = new EndlessReader();
    const engine = new PromqlEngine(reader as unknown as MetricReader, {
      ...DEFAULT_ENGINE_OPTIONS,
      maxSamples: 5_000,
    });
    app = Fastify();
    app.register(prometheusApi, { context: { ...prometheusContext({}), engine }, prefix: '/api/v1' });
    const answer = await app.inject(`/api/v1/query?time=1&${parameters}`);
    expect(answer.statusCode).toBe(status);
    expect(answer.json()).toEqual({ status: 'error', ...error });
    await until(() => reader.reading === 0);
  });
});
