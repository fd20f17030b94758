import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tempoApi } from '../../src/api/tempo/plugin.js';
import { decodeMessage, type MessageName } from '../conformance/tempo/protobuf.js';
import { FUZZ_CASES, FUZZ_TIMEOUT_MS, seededRandom } from '../support/fuzz.js';
import { MemorySpans } from '../support/memory-spans.js';
import { tempoTestContext } from '../support/tempo-context.js';
import { randomMetrics, randomSearch, randomTrace } from './random-spans.js';
import { ZERO_NS } from './span-notation.js';

/** What one endpoint answers agrees with what another does, and with itself in its other form. */

const SECOND = 1_000_000_000n;
const start = String(ZERO_NS / SECOND - 1n);
const end = String(ZERO_NS / SECOND + 200n);
const CASES = Math.min(FUZZ_CASES, 1_000);

let app: FastifyInstance;

beforeAll(() => {
  const random = seededRandom(23);
  const traces = Array.from({ length: 60 }, (_, i) => randomTrace(random, i));
  app = Fastify();
  app.register(tempoApi, { context: tempoTestContext({ spans: new MemorySpans(traces.flat()) }) });
});
afterAll(() => app.close());

async function ask(path: string, parameters: Readonly<Record<string, string>>, accept = 'application/json') {
  const url = `${path}?${new URLSearchParams({ start, end, ...parameters })}`;
  const { statusCode, rawPayload } = await app.inject({ url, headers: { accept } });
  return { status: statusCode, body: rawPayload };
}

/** The answer from both forms; the text of an error is the same in both. */
async function bothForms(path: string, message: MessageName, parameters: Readonly<Record<string, string>>) {
  const json = await ask(path, parameters);
  const protobuf = await ask(path, parameters, 'application/protobuf');
  expect(protobuf.status).toBe(json.status);
  if (json.status !== 200) return { json: String(json.body), protobuf: String(protobuf.body) };
  return { json: JSON.parse(String(json.body)), protobuf: decodeMessage(message, protobuf.body) };
}

interface Found {
  readonly traces?: readonly {
    readonly spanSets?: readonly { readonly matched: number }[];
    readonly serviceStats?: object;
  }[];
}

/** Maps are lists of entries in protobuf. */
const withoutMaps = (found: Found | string) =>
  typeof found === 'string' ? found : (found.traces ?? []).map(({ serviceStats: _, ...trace }) => trace);

type Measured = { readonly series?: readonly { readonly labels?: unknown; readonly samples?: unknown }[] } | string;

const series = (measured: Measured) =>
  typeof measured === 'string'
    ? measured
    : (measured.series ?? []).map(({ labels, samples }) => ({ labels: labels ?? [], samples: samples ?? [] }));

describe('an answer', () => {
  it(
    'of a search is the same in JSON and protobuf',
    async () => {
      const random = seededRandom(29);
      let hits = 0;
      for (let i = 0; i < CASES; i++) {
        const q = randomSearch(random);
        const { json, protobuf } = await bothForms('/api/search', 'search', { q, limit: '1000', spss: '100' });
        expect(withoutMaps(protobuf as Found), q).toEqual(withoutMaps(json));
        hits += Number(withoutMaps(json).length > 0);
      }
      expect(hits).toBeGreaterThan(CASES / 3);
    },
    FUZZ_TIMEOUT_MS,
  );

  it(
    'of metrics is the same in JSON and protobuf',
    async () => {
      const random = seededRandom(31);
      let hits = 0;
      for (let i = 0; i < CASES; i++) {
        const q = randomMetrics(random);
        const { json, protobuf } = await bothForms('/api/metrics/query_range', 'range', { q, step: '7s' });
        expect(series(protobuf as Measured), q).toEqual(series(json));
        hits += Number(series(json).length > 0);
      }
      expect(hits).toBeGreaterThan(CASES / 3);
    },
    FUZZ_TIMEOUT_MS,
  );

  it(
    'of a search matches as many spans as metrics count',
    async () => {
      const random = seededRandom(37);
      let hits = 0;
      for (let i = 0; i < CASES; i++) {
        const q = randomSearch(random);
        // What stands behind the spans groups them, or leaves out all of a trace.
        if (q.includes('|')) continue;
        const found = await ask('/api/search', { q, limit: '1000' });
        const counted = await ask('/api/metrics/query', { q: `${q} | count_over_time()` });
        expect(counted.status, q).toBe(found.status);
        if (found.status !== 200) continue;
        const { traces = [] } = JSON.parse(String(found.body)) as Found;
        const matched = traces.flatMap(({ spanSets = [] }) => spanSets.map((set) => set.matched));
        const measured = JSON.parse(String(counted.body)) as { series?: readonly { readonly value?: number }[] };
        expect(measured.series?.[0]?.value ?? 0, q).toBe(matched.reduce((sum, count) => sum + count, 0));
        hits += Number(matched.length > 0);
      }
      expect(hits).toBeGreaterThan(CASES / 10);
    },
    FUZZ_TIMEOUT_MS,
  );
});
