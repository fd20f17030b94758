import type { MetricMetadata } from '../../model/samples.js';
import type { Collection } from './collection.js';

/** A metric that is made of spans. */
export type Family = Omit<MetricMetadata, 'unit'>;

/** The labels of a series in any order; without `__name__`. Empty values count as no label. */
export type LabelPairs = readonly (readonly [name: string, value: string])[];

/** What counts spans under one name and one label set. */
export abstract class GeneratedSeries {
  /** When something was counted last, ms. */
  usedMs = 0;
  /** It was idle and has been taken away; whoever holds it asks for another. */
  ended = false;

  /** As how many series it is stored. */
  abstract readonly weight: number;
  /** Adds its samples as they are now. */
  abstract collect(into: Collection): void;
  /** Adds what tells readers that there are no further samples. */
  abstract end(into: Collection): void;
}
