import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StoredSpans } from '../../src/storage/read/spans/span-reader.js';
import type { SpanReader } from '../../src/storage/span-interface.js';
import { TraceqlEngine } from '../../src/traceql/engine.js';
import { TraceqlMetrics } from '../../src/traceql/metrics/metrics-engine.js';
import { parse } from '../../src/traceql/parser.js';
import { embeddedEngine, LIMITS, storeWriter } from '../support/embedded-store.js';
import { FUZZ_CASES, FUZZ_TIMEOUT_MS, seededRandom } from '../support/fuzz.js';
import { MemorySpans } from '../support/memory-spans.js';
import { storedSpanBatch } from '../support/stored-span-batch.js';
import { randomMetrics, randomSearch, randomTrace } from './random-spans.js';
import { seriesText, valueText } from './script-runner.js';
import { ZERO_NS } from './span-notation.js';

/** The same queries over spans in memory, all judged by the evaluator, and over the store, which judges what it can. */

const SECOND = 1_000_000_000n;
const TRACES = 60;
/** Each asks three readers, one of them the embedded store. */
const CASES = Math.min(FUZZ_CASES / 4, 1_000);
/** Of a value's size: sums of floats come in another order. */
const DIGITS = 10;

let stored: StoredSpans;
let plain: MemorySpans;
let judging: MemorySpans;
let remove: () => Promise<void>;
let counted = 0;

beforeAll(async () => {
  const opened = await embeddedEngine();
  ({ remove } = opened);
  const writer = await storeWriter(opened.engine, 'quartet');
  stored = new StoredSpans(opened.engine, { database: 'quartet' });
  const random = seededRandom(5);
  const traces = Array.from({ length: TRACES }, (_, i) => randomTrace(random, i));
  for (const part of [traces.slice(0, 20), traces.slice(20)])
    await writer.write({ tenant: 'default', spans: storedSpanBatch(writer.indexes, part.flat()) });
  plain = new MemorySpans(traces.flat(), false);
  judging = new MemorySpans(traces.flat());
  const { aggregate } = stored;
  stored.aggregate = (...asked) => {
    counted++;
    return aggregate.apply(stored, asked);
  };
});

afterAll(() => remove());

const range = { start: ZERO_NS - SECOND, end: ZERO_NS + 100n * SECOND };

async function searched(reader: SpanReader, query: string): Promise<unknown> {
  try {
    const request = { tenant: 'default', query: parse(query), range, limit: 1_000, limits: LIMITS };
    const lines: string[] = [];
    for await (const found of new TraceqlEngine(reader).search(request)) {
      for (const { trace, spansets, shown } of found) {
        for (const { spans, attributes } of spansets) {
          const own = attributes.map(({ name, value }) => `${name}=${valueText(value)}`);
          const each = spans.map(
            (span) =>
              `${span.id} ${span.startNs} ${shown(span)
                .attributes.map(({ key, value }) => `${key}=${valueText(value)}`)
                .sort()}`,
          );
          lines.push([trace.id, trace.rootName, ...own, ...each].join('; '));
        }
      }
    }
    return lines.sort();
  } catch (error) {
    return (error as Error).message;
  }
}

async function measured(reader: SpanReader, pushDown: boolean, query: string, isInstant: boolean): Promise<unknown> {
  try {
    const engine = new TraceqlMetrics(reader, { maxSeries: 1_000, pushDown });
    const request = { tenant: 'default', query: parse(query), ...range, limits: LIMITS };
    const { series } = isInstant
      ? await engine.instant(request)
      : await engine.range({ ...request, step: 7n * SECOND });
    return series
      .map(seriesText)
      .map(({ labels, values }) => `${labels} ${values.map((value) => Number(value.toPrecision(DIGITS))).join(' ')}`)
      .sort();
  } catch (error) {
    return (error as Error).message;
  }
}

describe('a query', () => {
  it(
    'finds the same spans whoever judges them',
    async () => {
      const random = seededRandom(17);
      let hits = 0;
      for (let i = 0; i < CASES; i++) {
        const query = randomSearch(random);
        const expected = await searched(plain, query);
        hits += Number(Array.isArray(expected) && expected.length > 0);
        expect(await searched(judging, query), query).toEqual(expected);
        expect(await searched(stored, query), `in the store: ${query}`).toEqual(expected);
      }
      expect(hits).toBeGreaterThan(CASES / 3);
    },
    FUZZ_TIMEOUT_MS,
  );

  it(
    'measures the same whoever counts',
    async () => {
      const random = seededRandom(19);
      counted = 0;
      for (let i = 0; i < CASES; i++) {
        const query = randomMetrics(random);
        const isInstant = random() < 0.2;
        const expected = await measured(plain, false, query, isInstant);
        expect(await measured(judging, true, query, isInstant), query).toEqual(expected);
        expect(await measured(stored, true, query, isInstant), `in the store: ${query}`).toEqual(expected);
      }
      // The generator is there for what the store counts itself.
      expect(counted).toBeGreaterThan(CASES / 4);
    },
    FUZZ_TIMEOUT_MS,
  );
});
