import { QuartetError } from '../model/errors.js';
import type { Tenant } from '../model/tenant.js';
import type { QueryLimits, TimeRangeNs } from '../storage/interface.js';
import type { SpanReader } from '../storage/span-interface.js';
import { Pace } from '../vector/pace.js';
import type { Query, SpansetPipeline } from './ast.js';
import { paced } from './eval/paced.js';
import { compilePipeline } from './eval/pipeline.js';
import { readTraces } from './eval/read-traces.js';
import { compileShown, type ShownSpan } from './eval/shown-span.js';
import type { EvaluatedSpan, EvaluatedTrace, Spanset } from './eval/span.js';
import { touchedFields } from './eval/touched-fields.js';
import { leastSpans } from './least-spans.js';
import { neededColumns, requiredConditions } from './plan.js';

export interface SearchRequest {
  readonly tenant: Tenant;
  readonly query: Query;
  /** Both ends inclusive; a trace is found when it overlaps it. */
  readonly range: TimeRangeNs;
  /** Traces that are wanted. */
  readonly limit: number;
  readonly limits: QueryLimits;
}

/** A trace that a search found. */
export interface FoundTrace {
  readonly trace: EvaluatedTrace;
  /** At least one, none empty. */
  readonly spansets: readonly Spanset[];
  /** What an answer shows of one of its spans. */
  readonly shown: (span: EvaluatedSpan) => ShownSpan;
}

/**
 * Evaluates TraceQL. May be called at any time and by many at once. Rejects with `invalid_argument` (the query is wrong),
 * `timeout`, `canceled`, `internal` (an integer was divided by zero), and with what the reader throws.
 */
export class TraceqlEngine {
  constructor(private readonly reader: SpanReader) {}

  /** Traces newest first, in batches as they are found. Breaking off the loop ends the search. */
  async *search({ tenant, query, range, limit, limits }: SearchRequest): AsyncGenerator<readonly FoundTrace[]> {
    const pipeline = searched(query);
    const touched = touchedFields(pipeline);
    const evaluate = compilePipeline(pipeline);
    const shown = compileShown(touched);
    const least = leastSpans(pipeline);
    const search = {
      range,
      required: requiredConditions(pipeline),
      wanted: limit,
      ...(least !== undefined && { least }),
    };
    const pace = new Pace(limits.timeoutMs, limits.signal);
    let left = limit;
    for await (const ids of growingBatches(this.reader.candidates(tenant, search, limits), limit)) {
      const found: FoundTrace[] = [];
      for await (const trace of readTraces(this.reader, tenant, ids, neededColumns(touched), limits)) {
        if (!overlaps(trace, range)) continue;
        const spansets = await paced(evaluate([{ trace, spans: trace.spans, attributes: [] }]), pace);
        if (spansets.length > 0) found.push({ trace, spansets, shown });
        if (pace.isDue) await pace.rest();
      }
      found.sort((a, b) => (a.trace.startNs < b.trace.startNs ? 1 : a.trace.startNs > b.trace.startNs ? -1 : 0));
      yield found.slice(0, left);
      left -= found.length;
      if (left <= 0) return;
    }
  }
}

/** Traces that are read and evaluated at a time. */
const MAX_BATCH = 1_000;

/**
 * Candidates in batches: most queries find nearly all of theirs, so the first batch is as large as the limit; each further
 * one is four times as large, as few were found in those before.
 */
async function* growingBatches(
  candidates: AsyncIterable<readonly string[]>,
  limit: number,
): AsyncGenerator<readonly string[]> {
  let size = Math.min(limit, MAX_BATCH);
  for await (const ids of candidates) {
    for (let from = 0; from < ids.length; ) {
      yield ids.slice(from, from + size);
      from += size;
      size = Math.min(size * 4, MAX_BATCH);
    }
  }
}

const overlaps = ({ startNs, durationNs }: EvaluatedTrace, { start, end }: TimeRangeNs): boolean =>
  startNs <= end && startNs + BigInt(durationNs) >= start;

/** What a query searches; a metrics query, the spans that it measures. */
function searched({ root }: Query): SpansetPipeline {
  if (root.kind === 'pipeline') return root;
  if (root.kind === 'second-stage') return searched({ root: root.expression, hints: [] });
  if (root.kind === 'metrics') return root.spansets;
  throw new QuartetError('internal', 'math expressions not supported');
}
