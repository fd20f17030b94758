import type { SeriesIndex } from '../../model/series.js';
import { emptySpanFields, resetSpanFields, type SpanBatch, type SpanFields } from '../../model/spans.js';
import { Nanoseconds } from '../nanoseconds.js';
import { SpanMarks } from './marks.js';
import type { Process } from './processes.js';

/** W3C's sampled flag; Jaeger's flags have it in the same place, and its debug flag beside it. */
export const SAMPLED = 1;

/** A span whose fixed fields are being read; a decoder keeps one and fills it anew for each. */
export class PendingSpan {
  readonly fields = emptySpanFields();
  readonly marks = new SpanMarks();
  readonly start: Nanoseconds;
  readonly length = new Nanoseconds('duration');

  /** `startField`: the encoding's name for the start time. */
  constructor(startField: string) {
    this.start = new Nanoseconds(startField);
  }

  /** Makes room for a span whose ids will be slices of `ids`. */
  clear(ids: Uint8Array): SpanFields {
    resetSpanFields(this.fields).ids = ids;
    this.marks.clear();
    this.start.fromMicros(0, 0);
    this.length.fromMicros(0, 0);
    return this.fields;
  }

  /** Begins its row in `batch`, under the resource that `process` and the span's scope are. */
  begin(batch: SpanBatch, process: Process, index: SeriesIndex): void {
    const { fields, marks, start, length } = this;
    fields.startLow = start.low;
    fields.startHigh = start.high;
    start.add(length.low, length.high);
    fields.endLow = start.low;
    fields.endHigh = start.high;
    marks.apply(fields);
    batch.begin(process.ref(index, batch.tenant, marks.scopeName, marks.scopeVersion), fields);
  }
}
