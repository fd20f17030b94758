import { labelPredicate } from '../../lib/label-predicate.js';
import { labelValue } from '../../model/labels.js';
import type { SeriesRef } from '../../model/series.js';
import type { LogEntry } from '../../storage/interface.js';
import type { BatchRows } from '../../storage/read/logs/batch-rows.js';
import type { AnsweredEntry } from '../answer.js';
import type { LogExpression } from '../ast.js';
import { Pipeline } from '../eval/pipeline.js';
import { parseLog } from '../parser.js';
import { lineSearch } from './line-search.js';

/** A query of entries, ready to be asked of each entry as it comes. */
export class TailQuery {
  readonly expression: LogExpression;
  private readonly conditions: readonly { readonly name: string; readonly holds: (value: string) => boolean }[];
  private readonly pipeline: Pipeline;
  private readonly mayPass: (line: Buffer) => boolean;
  /** Streams that were asked about: each is judged once. */
  private readonly judged = new WeakMap<SeriesRef, boolean>();

  /** Throws `invalid_argument` with Loki's text for a query that is wrong, or is not one of entries. */
  constructor(readonly text: string) {
    this.expression = parseLog(text);
    const { matchers, stages } = this.expression;
    this.conditions = matchers.map(({ name, op, value }) => ({ name, holds: labelPredicate(op, value) }));
    this.pipeline = new Pipeline(stages);
    this.mayPass = lineSearch(stages);
  }

  wants(stream: SeriesRef): boolean {
    let wanted = this.judged.get(stream);
    if (wanted === undefined) {
      wanted = this.conditions.every(({ name, holds }) => holds(labelValue(stream.labels, name)));
      this.judged.set(stream, wanted);
    }
    return wanted;
  }

  /** What becomes of the row that `rows` is at, of a stream that is wanted. */
  answer(rows: BatchRows): AnsweredEntry | undefined {
    return this.mayPass(rows.lineBytes) ? this.run(rows.entry()) : undefined;
  }

  /** What becomes of an entry of a stream that is wanted; `undefined` where a stage leaves it out. */
  run(entry: LogEntry): AnsweredEntry | undefined {
    return this.pipeline.run(entry);
  }
}
