import { describe, expect, it } from 'vitest';
import { DEFAULT_TENANT } from '../../src/model/tenant.js';
import type { QueryAnswer } from '../../src/promql/answer.js';
import { DEFAULT_ENGINE_OPTIONS, PromqlEngine } from '../../src/promql/engine.js';
import { parse } from '../../src/promql/parser.js';
import { printExpression } from '../../src/promql/print.js';
import { MemoryReader, type MemorySeries } from '../../src/rules/unit-test/memory-reader.js';
import { ABSENT, FLOAT, type GridSeries } from '../../src/vector/grid-series.js';
import { fc } from '../support/property.js';
import { randomData, randomTime, wholeNumbers } from './random-data.js';
import { isRefusal } from './script-runner.js';

const RUNS = { numRuns: 25 };
const request = { tenant: DEFAULT_TENANT, limits: { timeoutMs: 10_000, maxMemory: 1e9 } };

/** Queries whose answer at a time depends on that time alone. */
const QUERIES = [
  'm',
  'm offset 3m',
  'm @ 600',
  'm > 0',
  'm * 2 - m offset 1m',
  '-m',
  'timestamp(m)',
  'abs(m)',
  'rate(c_total[5m])',
  'increase(c_total[90s] offset 30s)',
  'irate(c_total[5m])',
  'delta(m[4m])',
  'deriv(m[4m])',
  'predict_linear(m[5m], 60)',
  'resets(c_total[10m])',
  'changes(m[10m])',
  'sum_over_time(m[3m])',
  'avg_over_time(m[3m])',
  'quantile_over_time(0.3, m[5m])',
  'stddev_over_time(m[5m])',
  'last_over_time(m[10m])',
  'absent_over_time(m{a="1"}[1m])',
  'absent(m{a="2", b="x"})',
  'max_over_time(m[5m:30s])',
  'sum_over_time(rate(c_total[2m])[5m:50s] offset 20s)',
  'sum by (a) (m)',
  'avg without (b) (m)',
  'stddev(m)',
  'count_values("v", m)',
  'topk(2, m)',
  'quantile by (b) (0.7, m)',
  'm and on (a) c_total',
  'm or c_total',
  'm unless on (a, b) (c_total > 20)',
  'm / on (a, b) c_total',
  'm == bool on (a, b) m offset 1m',
  'vector(time())',
  'scalar(m{a="1", b="x"}) + m',
  'label_replace(m, "c", "$1", "a", "(.)")',
];

describe.each(QUERIES)('%s', (query) => {
  it('answers the same as a range and as instants at its steps', async () => {
    const property = fc.asyncProperty(
      randomData,
      randomTime,
      fc.integer({ min: 1, max: 400_000 }),
      async (data, start, step) => {
        const engine = engineOver(data);
        const range = await outcome(() => engine.range({ ...request, query, start, end: start + 3 * step, step }));
        const instants = await Promise.all(
          [0, 1, 2, 3].map((i) => outcome(() => engine.instant({ ...request, query, time: start + i * step }))),
        );
        // A step that fails takes the whole range with it.
        const failed = instants.some((instant) => instant === 'failed');
        expect(range).toEqual(failed ? 'failed' : mergedPoints(instants as Points[]));
      },
    );
    await fc.assert(property, RUNS);
  });
});

it.each(['sum by (a) (rate(c_total[5m]))', 'topk(3, m)', 'm or c_total', 'sum(m) by (b)', 'max_over_time(m[5m:1m])'])(
  '%s is the same however the reader cuts its batches',
  async (query) => {
    const property = fc.asyncProperty(
      randomData,
      randomTime,
      fc.integer({ min: 1, max: 7 }),
      async (data, time, size) => {
        const ask = (batch: number) =>
          engineOver(data, batch)
            .instant({ ...request, query, time })
            .then(pointsOf);
        expect(await ask(size)).toEqual(await ask(1000));
      },
    );
    await fc.assert(property, RUNS);
  },
);

/** Pairs of queries that the documentation makes the same. */
const EQUAL: [string, string][] = [
  ['sum by (a) (m)', 'avg by (a) (m) * count by (a) (m)'],
  ['sum(m)', 'sum(sum by (a, b) (m))'],
  ['max(m)', '-min(-m)'],
  ['sum_over_time(m[10m])', 'sum_over_time(m[4m]) + sum_over_time(m[6m] offset 4m)'],
  ['count_over_time(m[10m])', 'count_over_time(m[10m] @ end())'],
  ['increase(m[5m])', 'rate(m[5m]) * 300'],
  ['m - m', 'm * 0'],
  ['count(m and m)', 'count(m)'],
  ['stddev(m) ^ 2', 'stdvar(m)'],
  ['quantile(1, m)', 'max(m)'],
  ['topk(1000, m)', 'm'],
  ['m unless m > 0', 'm <= 0'],
  ['(m > 0) or (m <= 0)', 'm'],
  ['max_over_time(m[5m])', 'quantile_over_time(1, m[5m])'],
  ['min_over_time(m[5m])', 'quantile_over_time(0, m[5m])'],
];

it.each(EQUAL)('%s = %s', async (left, right) => {
  const property = fc.asyncProperty(wholeNumbers, randomTime, async (data, time) => {
    const engine = engineOver(data);
    const [one, other] = await Promise.all(
      [left, right].map((query) => engine.instant({ ...request, query, time }).then(pointsOf)),
    );
    // Only one of the halves of a window may have samples: then the sum has no partner.
    if (right.includes('offset')) expect(one).toEqual({ ...one, ...other });
    else expect(one).toEqual(other);
  });
  await fc.assert(property, RUNS);
});

it.each([...QUERIES, ...EQUAL.flat()])('%s is printed as what parses to the same', (query) => {
  const printed = printExpression(parse(query));
  expect(printExpression(parse(printed))).toBe(printed);
});

const engineOver = (data: readonly MemorySeries[], batchSize?: number): PromqlEngine =>
  new PromqlEngine(new MemoryReader(data, batchSize), DEFAULT_ENGINE_OPTIONS);

/** Values by labels and time; rounded, since the order of a sum may differ. */
type Points = Readonly<Record<string, string>>;

async function outcome(ask: () => Promise<QueryAnswer>): Promise<Points | 'failed'> {
  try {
    return pointsOf(await ask());
  } catch (error) {
    if (isRefusal(error)) return 'failed';
    throw error;
  }
}

function pointsOf({ value }: QueryAnswer): Points {
  if (value.type !== 'vector' && value.type !== 'grid') throw new Error(`a ${value.type}`);
  const { start, step } = value.type === 'grid' ? value.grid : { start: value.time, step: 0 };
  return Object.fromEntries(value.series.flatMap((series) => pointsOfSeries(series, start, step)));
}

function pointsOfSeries(series: GridSeries, start: number, step: number): [string, string][] {
  return Array.from(series.kinds).flatMap((kind, i): [string, string][] => {
    if (kind === ABSENT) return [];
    expect(kind).toBe(FLOAT);
    return [[`${series.labels.join(',')} @ ${start + i * step}`, rounded(series.values[i]!)]];
  });
}

/** Without the sign of a zero, which the order of a sum may change too. */
const rounded = (value: number): string =>
  Number.isFinite(value) ? String(Number(value.toFixed(6)) + 0) : String(value);

const mergedPoints = (all: readonly Points[]): Points => Object.assign({}, ...all) as Points;
