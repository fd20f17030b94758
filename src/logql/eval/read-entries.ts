import type { LogEntry, LogSelection, TimeRangeNs } from '../../storage/interface.js';
import type { LogExpression } from '../ast.js';
import type { Evaluation } from './evaluation.js';
import { lineConditions } from './line-conditions.js';
import { Pipeline } from './pipeline.js';
import type { PipelineEntry } from './stage.js';
import { stageOrder } from './stage-order.js';

/** Steps of a pipeline after which its entries are handed on: what they hold in memory is counted then. */
const STEPS_PER_BATCH = 100_000;

/** The entries of a log query in batches, as they leave its pipeline. What the store can judge of it, the store judges. */
export function readEntries(
  log: LogExpression,
  range: TimeRangeNs,
  order: 'forward' | 'backward' | 'by-stream',
  evaluation: Evaluation,
  wanted?: ReadonlySet<string>,
): AsyncGenerator<readonly PipelineEntry[]> {
  const { reader, tenant, limits } = evaluation;
  const selection: LogSelection = { matchers: log.matchers, range, lines: lineConditions(stageOrder(log.stages)) };
  return throughPipeline(reader.scan(tenant, { ...selection, order }, limits), log, evaluation, wanted);
}

/** Stored entries in batches, as they leave the pipeline of a log query. */
export async function* throughPipeline(
  entries: AsyncIterable<readonly LogEntry[]>,
  { stages }: LogExpression,
  { pace, seen }: Evaluation,
  wanted?: ReadonlySet<string>,
): AsyncGenerator<readonly PipelineEntry[]> {
  const pipeline = new Pipeline(stages, wanted);
  let stepsBefore = 0;
  for await (const batch of entries) {
    let passed: PipelineEntry[] = [];
    for (const stored of batch) {
      seen.entries++;
      seen.bytes += stored.line.length;
      const entry = pipeline.run(stored);
      if (entry !== undefined) passed.push(entry);
      if (pipeline.steps - stepsBefore > STEPS_PER_BATCH || ((seen.entries & 127) === 0 && pace.isDue)) {
        stepsBefore = pipeline.steps;
        yield passed;
        passed = [];
        if (pace.isDue) await pace.rest();
      }
    }
    yield passed;
  }
}
