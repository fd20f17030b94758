import type { Tenant } from '../../model/tenant.js';
import type { QueryLimits } from '../../storage/interface.js';
import type { SpanCondition, SpanField, SpanReader } from '../../storage/span-interface.js';
import type { Pace } from '../../vector/pace.js';
import type { Field, SpansetFilter, SpansetPipeline } from '../ast.js';
import { compilePredicate } from '../eval/expression.js';
import { fieldReader } from '../eval/field-value.js';
import { paced } from '../eval/paced.js';
import { compilePipeline } from '../eval/pipeline.js';
import { readTraces } from '../eval/read-traces.js';
import type { EvaluatedSpan } from '../eval/span.js';
import { type TouchedField, touchedFields } from '../eval/touched-fields.js';
import { loneSpan, ResourceCache } from '../eval/trace.js';
import { isOfItems, isOfTrace, neededColumns, planCondition, requiredConditions, storedField } from '../plan.js';
import { covered, endOf, type IntervalGrid, intervalAt } from './answer.js';
import { Measures } from './measures.js';

/** Which spans are measured, and what of them. */
export interface Observation {
  readonly spansets: SpansetPipeline;
  readonly by: readonly Field[];
  readonly measured?: Field;
  /** Powers of two of the measured field are wanted. */
  readonly histogram: boolean;
}

/** What all parts of one metrics query share. */
export interface MetricsEvaluation {
  readonly reader: SpanReader;
  readonly tenant: Tenant;
  readonly limits: QueryLimits;
  readonly pace: Pace;
  readonly grid: IntervalGrid;
  readonly maxSeries: number;
  /** Spans that the store can count itself are counted there. */
  readonly pushDown: boolean;
  /** All attributes of spans are looked at. */
  readonly readAll: boolean;
  /** Set where series were left out, since there are more than `maxSeries`. */
  readonly left: { out: boolean };
}

/**
 * Measures the spans of a pipeline: in the store where that can judge them exactly; span by span where each can be judged
 * by itself; else trace by trace. All three come to the same.
 */
export async function observe(observation: Observation, evaluation: MetricsEvaluation): Promise<Measures> {
  const measures = new Measures(evaluation.grid.count, evaluation.maxSeries, observation.measured !== undefined);
  const stored = evaluation.pushDown ? storedObservation(observation) : undefined;
  if (stored !== undefined) {
    await aggregated(stored, observation, evaluation, measures);
    evaluation.left.out ||= measures.isCut;
    return measures;
  }
  const by = observation.by.map(fieldReader);
  const measured = observation.measured && fieldReader(observation.measured);
  const fields = [...observation.by, ...(observation.measured === undefined ? [] : [observation.measured])];
  for await (const seen of seenSpans(observation.spansets, fields, evaluation)) {
    for (const { span, interval } of seen) {
      const group = by.map((read) => read(span));
      measures.add(group, interval, measured?.(span));
    }
  }
  evaluation.left.out ||= measures.isCut;
  return measures;
}

/** A span of a pipeline, and the interval that its start lies in. */
export interface SeenSpan {
  readonly span: EvaluatedSpan;
  readonly interval: number;
}

/** The spans of the pipeline in the grid, in batches. `fields`: what else will be looked at. */
export function seenSpans(
  spansets: SpansetPipeline,
  fields: readonly Field[],
  evaluation: MetricsEvaluation,
): AsyncGenerator<readonly SeenSpan[]> {
  const touched = [...touchedFields(spansets), ...fields.map((field): TouchedField => ({ field }))];
  const filters = spanFilters(spansets);
  return filters !== undefined && !touched.some(({ field }) => isOfTrace(field))
    ? singleSpans(filters, touched, evaluation)
    : wholeTraces(spansets, touched, evaluation);
}

/** The filters of a pipeline that is nothing else. */
function spanFilters({ stages }: SpansetPipeline): readonly SpansetFilter[] | undefined {
  const filters = stages.filter(({ kind }) => kind !== 'select');
  return filters.every((stage): stage is SpansetFilter => stage.kind === 'filter') ? filters : undefined;
}

const conjunction = (filters: readonly SpansetFilter[]) => {
  const planned = filters.map(({ expression }) => planCondition(expression));
  const condition: SpanCondition = { kind: 'all', conditions: planned.map((one) => one.condition) };
  return { condition, exact: planned.every(({ exact }) => exact) };
};

interface StoredObservation {
  readonly condition: SpanCondition;
  readonly by: readonly SpanField[];
  readonly measure?: SpanField;
}

/** The observation as the store can make it; `undefined` where it can not. */
function storedObservation({ spansets, by, measured }: Observation): StoredObservation | undefined {
  const filters = spanFilters(spansets);
  if (filters === undefined) return undefined;
  const { condition, exact } = conjunction(filters);
  const fields = by.map(single).filter((field) => field !== undefined);
  const measure = measured && single(measured);
  if (!exact || fields.length < by.length || (measured !== undefined && measure === undefined)) return undefined;
  return { condition, by: fields, ...(measure !== undefined && { measure }) };
}

/** A stored field that a span has once. */
function single(field: Field): SpanField | undefined {
  const stored = storedField(field);
  return stored === undefined || isOfItems(stored) ? undefined : stored;
}

async function aggregated(
  { condition, by, measure }: StoredObservation,
  { histogram }: Observation,
  { reader, tenant, limits, grid }: MetricsEvaluation,
  measures: Measures,
): Promise<void> {
  const { after, end } = covered(grid);
  const found = await reader.aggregate(
    tenant,
    {
      range: { start: after, end },
      condition,
      by,
      step: grid.step,
      ...(measure !== undefined && { measure, histogram }),
    },
    limits,
  );
  for (const { group, interval, count, measured, powersOfTwo } of found) {
    const into = measures.of(group);
    if (into === undefined) continue;
    into.counts[interval]! += count;
    if (measured === undefined) continue;
    into.numbers[interval]! += measured.count;
    into.sums[interval]! += measured.sum;
    into.least[interval] = Math.min(into.least[interval]!, measured.min);
    into.greatest[interval] = Math.max(into.greatest[interval]!, measured.max);
    for (const [power, spans] of powersOfTwo ?? []) measures.addPower(into, power, interval, spans);
  }
}

async function* singleSpans(
  filters: readonly SpansetFilter[],
  touched: readonly TouchedField[],
  { reader, tenant, limits, pace, grid }: MetricsEvaluation,
): AsyncGenerator<readonly SeenSpan[]> {
  const { after, end } = covered(grid);
  const { condition } = conjunction(filters);
  const holds = filters.map(({ expression }) => compilePredicate(expression));
  const resources = new ResourceCache();
  const selection = { range: { start: after + 1n, end: end + 1n }, condition };
  for await (const batch of reader.spans(tenant, selection, neededColumns(touched), limits)) {
    const seen: SeenSpan[] = [];
    for (const stored of batch) {
      const span = loneSpan(stored, resources);
      const interval = intervalAt(grid, span.startNs);
      if (interval !== undefined && holds.every((one) => one(span))) seen.push({ span, interval });
      if (pace.isDue) await pace.rest();
    }
    yield seen;
  }
}

async function* wholeTraces(
  spansets: SpansetPipeline,
  touched: readonly TouchedField[],
  { reader, tenant, limits, pace, grid, readAll }: MetricsEvaluation,
): AsyncGenerator<readonly SeenSpan[]> {
  const { after, end } = covered(grid);
  const evaluate = compilePipeline(spansets);
  const columns = readAll ? { attributes: 'all' as const, events: false, links: false } : neededColumns(touched);
  const search = { range: { start: after, end }, required: requiredConditions(spansets) };
  for await (const ids of reader.candidates(tenant, search, limits)) {
    for await (const trace of readTraces(reader, tenant, ids, columns, limits)) {
      const spansets = await paced(evaluate([{ trace, spans: trace.spans, attributes: [] }]), pace);
      const found = spansets.flatMap(({ spans }) => spans);
      yield found.flatMap((span) => {
        const interval = intervalAt(grid, span.startNs);
        return interval === undefined ? [] : [{ span, interval }];
      });
      if (pace.isDue) await pace.rest();
    }
  }
}

/** Whether there are any spans at all in the grid. */
export async function hasSpans({ reader, tenant, limits, grid }: MetricsEvaluation): Promise<boolean> {
  const { after, end } = covered(grid);
  const range = { start: after, end };
  const step = endOf(grid, grid.count - 1) - after;
  const found = await reader.aggregate(tenant, { range, condition: EVERY, by: [], step }, limits);
  return found.length > 0;
}

const EVERY: SpanCondition = { kind: 'all', conditions: [] };
