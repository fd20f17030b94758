import { fieldReader } from '../eval/field-value.js';
import { groupKey } from '../eval/group-key.js';
import type { IntervalGrid, MetricsExemplar, MetricsSeries } from './answer.js';
import type { MeasuringAggregate } from './functions.js';
import { groupLabels, unitOf } from './functions.js';
import { numberOf } from './measures.js';
import { type MetricsEvaluation, type Observation, seenSpans } from './observe.js';

/** Parts of a grid of each of which some spans are taken, so that exemplars are spread over it. */
const PARTS = 5;

/**
 * The series with up to `most` spans among them that they stand for.
 * https://grafana.com/docs/tempo/latest/metrics-from-traces/metrics-queries/#exemplars
 */
export async function withExemplars(
  aggregate: MeasuringAggregate,
  observation: Observation,
  series: readonly MetricsSeries[],
  evaluation: MetricsEvaluation,
  most: number,
): Promise<readonly MetricsSeries[]> {
  const labelsOf = groupLabels(aggregate);
  const by = observation.by.map(fieldReader);
  const measured = observation.measured && fieldReader(observation.measured);
  const unit = observation.measured === undefined ? 1 : unitOf(observation.measured);
  const fields = [...observation.by, ...(observation.measured === undefined ? [] : [observation.measured])];
  const found = new Map<string, MetricsExemplar[]>();
  for (const grid of parts(evaluation.grid)) {
    let left = Math.ceil(most / PARTS);
    for await (const batch of seenSpans(observation.spansets, fields, { ...evaluation, grid })) {
      for (const { span } of batch.slice(0, left)) {
        const key = labelsKey(labelsOf({ group: by.map((read) => read(span)) }));
        const value = numberOf(measured?.(span));
        const exemplar = {
          traceId: span.trace.id,
          ms: Number(span.startNs / 1_000_000n),
          value: value === undefined ? Number.NaN : value / unit,
        };
        found.set(key, [...(found.get(key) ?? []), exemplar]);
      }
      left -= batch.length;
      if (left <= 0) break;
    }
  }
  // Of the series of one group (quantiles, buckets) the first shows them.
  return series.map((one) => {
    const key = labelsKey(one.labels.filter(({ name }) => name !== 'p' && name !== '__bucket'));
    const exemplars = found.get(key);
    found.delete(key);
    return exemplars === undefined ? one : { ...one, exemplars };
  });
}

const labelsKey = (labels: MetricsSeries['labels']): string =>
  labels.map(({ name, value }) => `${name}\u0000${groupKey(value)}`).join('\u0001');

/** A grid cut into grids of some of its intervals each. */
function parts(grid: IntervalGrid): IntervalGrid[] {
  const size = Math.max(1, Math.ceil(grid.count / PARTS));
  const cut: IntervalGrid[] = [];
  for (let at = 0; at < grid.count; at += size) {
    cut.push({ first: grid.first + grid.step * BigInt(at), step: grid.step, count: Math.min(size, grid.count - at) });
  }
  return cut;
}
