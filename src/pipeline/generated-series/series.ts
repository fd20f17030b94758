import type { Labels } from '../../model/labels.js';
import type { MetricMetadata } from '../../model/samples.js';
import type { HistogramForm } from '../../model/trace-metric-settings.js';
import type { Collection } from './collection.js';

/** A metric that is made of spans. */
export type Family = Omit<MetricMetadata, 'unit'>;

/** The labels of a series in any order; without `__name__`. Empty values count as no label. */
export type LabelPairs = readonly (readonly [name: string, value: string])[];

/** A counter, gauge or histogram with its labels. */
export interface SeriesPart {
  /** As how many series it is stored. */
  readonly weight: number;
  /** Adds its samples as they are now. */
  collect(into: Collection): void;
  /** Adds what tells readers that there are no further samples. */
  end(into: Collection): void;
}

/** The series that count the same spans, under one label set. */
export class SeriesGroup {
  /** When something was counted last, ms. */
  usedMs = 0;
  /** It was idle and has been taken away; whoever holds it asks for another. */
  ended = false;
  readonly weight: number;

  constructor(readonly parts: readonly SeriesPart[]) {
    this.weight = parts.reduce((sum, part) => sum + part.weight, 0);
  }
}

/** A kind of group. */
export interface GroupKind<G extends SeriesGroup> {
  readonly families: readonly Family[];
  make(labels: Labels, histograms: HistogramForm): G;
}
