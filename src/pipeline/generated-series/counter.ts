import type { Labels } from '../../model/labels.js';
import type { SeriesRef } from '../../model/series.js';
import type { Collection } from './collection.js';
import type { SeriesPart } from './series.js';

/** A counter, which is there once something was counted. https://prometheus.io/docs/concepts/metric_types/#counter */
export class CounterSeries implements SeriesPart {
  readonly weight = 1;
  private value = 0;
  private ref: SeriesRef | undefined;

  constructor(
    private readonly name: string,
    private readonly labels: Labels,
  ) {}

  add(amount: number): void {
    this.value += amount;
  }

  collect(into: Collection): void {
    if (this.value === 0) return;
    const isNew = this.ref === undefined;
    this.ref ??= into.series(this.name, this.labels);
    into.value(this.ref, this.value, isNew);
  }

  end(into: Collection): void {
    if (this.ref !== undefined) into.stale(this.ref);
  }
}
