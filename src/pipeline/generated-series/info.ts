import type { Labels } from '../../model/labels.js';
import type { SeriesRef } from '../../model/series.js';
import type { Collection } from './collection.js';
import type { SeriesPart } from './series.js';

/** A gauge that is 1 while anything tells of it: what carries information in its labels. */
export class InfoSeries implements SeriesPart {
  readonly weight = 1;
  private ref: SeriesRef | undefined;

  constructor(
    private readonly name: string,
    private readonly labels: Labels,
  ) {}

  collect(into: Collection): void {
    this.ref ??= into.series(this.name, this.labels);
    into.value(this.ref, 1, false);
  }

  end(into: Collection): void {
    if (this.ref !== undefined) into.stale(this.ref);
  }
}
