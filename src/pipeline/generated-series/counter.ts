import type { Labels } from '../../model/labels.js';
import type { SeriesRef } from '../../model/series.js';
import type { Collection } from './collection.js';
import { GeneratedSeries } from './series.js';

/** A counter. https://prometheus.io/docs/concepts/metric_types/#counter */
export class CounterSeries extends GeneratedSeries {
  readonly weight = 1;
  private value = 0;
  private ref: SeriesRef | undefined;

  constructor(
    private readonly name: string,
    private readonly labels: Labels,
  ) {
    super();
  }

  add(amount: number, nowMs: number): void {
    this.value += amount;
    this.usedMs = nowMs;
  }

  collect(into: Collection): void {
    const isNew = this.ref === undefined;
    this.ref ??= into.series(this.name, this.labels);
    into.value(this.ref, this.value, isNew);
  }

  end(into: Collection): void {
    if (this.ref !== undefined) into.stale(this.ref);
  }
}
