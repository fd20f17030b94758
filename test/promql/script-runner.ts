import { QuartetError } from '../../src/model/errors.js';
import { STALE_NAN } from '../../src/model/samples.js';
import { DEFAULT_TENANT } from '../../src/model/tenant.js';
import type { QueryAnswer } from '../../src/promql/answer.js';
import { DEFAULT_ENGINE_OPTIONS, PromqlEngine } from '../../src/promql/engine.js';
import { MemoryReader, type MemorySeries } from '../../src/rules/unit-test/memory-reader.js';
import { differencesFrom } from './expectation.js';
import type { LoadedSeries, ScriptQuery } from './script-parser.js';

const LIMITS = { timeoutMs: 10_000, maxMemory: 1e9 };

/** Evaluates a query of a script over what the script has loaded; gives what differs from what it expects. */
export async function runScriptQuery(query: ScriptQuery): Promise<string[]> {
  const { failure } = query.expected;
  try {
    const answer = await evaluate(query);
    return failure === undefined
      ? differencesFrom(query.expected, answer)
      : [`no failure, but ${JSON.stringify(answer.value)}`];
  } catch (error) {
    const { message } = error as Error;
    if (failure === undefined) return [`failed: ${message}`];
    if (!isRefusal(error)) return [`not refused, but broken: ${(error as Error).stack}`];
    return message.includes(failure) ? [] : [`failed with ${JSON.stringify(message)}, want ${JSON.stringify(failure)}`];
  }
}

/** The query is wrong, or wrong for this data; anything else is a mistake of ours. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof QuartetError && (error.code === 'invalid_argument' || error.code === 'execution');

/** As an async function, so that what the engine throws at once is a rejection too. */
async function evaluate({ query, start, end, step, data, features }: ScriptQuery): Promise<QueryAnswer> {
  const engine = new PromqlEngine(new MemoryReader(seriesOf(data)), { ...DEFAULT_ENGINE_OPTIONS, features });
  const request = { tenant: DEFAULT_TENANT, query, limits: LIMITS };
  return step === undefined
    ? engine.instant({ ...request, time: start })
    : engine.range({ ...request, start, end, step });
}

/** Series as a reader holds them: points of one label set from several `load`s together. */
function seriesOf(loaded: readonly LoadedSeries[]): MemorySeries[] {
  const byLabels = new Map<string, LoadedSeries[]>();
  for (const one of loaded) {
    const key = JSON.stringify(one.labels);
    byLabels.set(key, [...(byLabels.get(key) ?? []), one]);
  }
  return [...byLabels.values()].map(oneSeries);
}

function oneSeries(parts: readonly LoadedSeries[]): MemorySeries {
  const points = parts
    .flatMap(({ step, values }) => values.map((value, i) => ({ ms: i * step, value })))
    .filter(({ value }) => value !== 'absent')
    .sort((a, b) => a.ms - b.ms);
  const values = new Float64Array(points.length);
  for (const [i, { value }] of points.entries()) {
    if (value === 'stale') values.set(STALE, i);
    else values[i] = typeof value === 'number' ? value : Number.NaN;
  }
  return {
    labels: parts[0]!.labels,
    ts: Float64Array.from(points, ({ ms }) => ms),
    values,
    histograms: points.some(({ value }) => typeof value === 'object')
      ? points.map(({ value }) => (typeof value === 'object' ? value : undefined))
      : undefined,
  };
}

/** The bits would not outlive being a number. */
const STALE = new Float64Array(Uint32Array.of(STALE_NAN.low, STALE_NAN.high).buffer);
