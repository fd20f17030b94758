import { parseGoInt } from '../../lib/go-number.js';
import { MS_PER_DAY } from '../../model/series.js';
import { first } from '../form-parameters.js';
import { type DataAnswer, json } from './answer.js';
import { LabelCounts, largest } from './label-counts.js';
import { badData } from './parameters.js';
import type { PrometheusRequest } from './request.js';

const DEFAULT_LIMIT = 10;
const MAX_LIMIT = 10_000;

/**
 * What the labels of the last day's series cost. There are no chunks, and memory is what the texts have.
 * https://prometheus.io/docs/prometheus/latest/querying/api/#tsdb-stats
 */
export async function tsdbStatus({ context, parameters, tenant, limits }: PrometheusRequest): Promise<DataAnswer> {
  const limit = limitOf(first(parameters, 'limit') ?? '');
  const end = context.now();
  const start = end - MS_PER_DAY;
  const counts = new LabelCounts(await context.metrics.series(tenant, [], { start, end }, limits));
  const names = [...counts.byName].map(([name, values]) => ({ name, values }));
  const top = (entries: Iterable<readonly [string, number]>) =>
    largest(
      entries,
      limit,
      ([, value]) => value,
      ([name]) => name,
    ).map(([name, value]) => ({ name, value }));
  return json({
    headStats: {
      numSeries: counts.seriesCount,
      numLabelPairs: counts.pairCount,
      chunkCount: 0,
      minTime: start,
      maxTime: end,
    },
    seriesCountByMetricName: top(counts.metrics),
    labelValueCountByLabelName: top(names.map(({ name, values }) => [name, values.size])),
    memoryInBytesByLabelName: top(names.map(({ name, values }) => [name, bytesOf(values.keys())])),
    seriesCountByLabelValuePair: top(pairs(names)),
  });
}

/** There are no blocks: parts belong to the engine. */
export const tsdbBlocks = async (): Promise<DataAnswer> => json({ blocks: [] });

function limitOf(text: string): number {
  if (text === '') return DEFAULT_LIMIT;
  const limit = parseGoInt(text);
  if ('problem' in limit || limit.value < 1) throw badData('limit must be a positive number');
  if (limit.value > MAX_LIMIT) throw badData(`limit must not exceed ${MAX_LIMIT}`);
  return limit.value;
}

function bytesOf(texts: Iterable<string>): number {
  let bytes = 0;
  for (const text of texts) bytes += Buffer.byteLength(text);
  return bytes;
}

function* pairs(names: Iterable<{ name: string; values: ReadonlyMap<string, number> }>): Generator<[string, number]> {
  for (const { name, values } of names) for (const [value, count] of values) yield [`${name}=${value}`, count];
}
