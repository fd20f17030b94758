import type { NativeHistogram } from '../../model/samples.js';
import { POWERS } from './powers.js';

/**
 * Which values the buckets of a native histogram stand for.
 * https://prometheus.io/docs/specs/native_histograms/#schema
 */

/** The schema of histograms whose bounds are listed in `customValues`. */
const CUSTOM_BUCKETS = -53;

export const hasCustomBuckets = ({ schema }: { readonly schema: number }): boolean => schema === CUSTOM_BUCKETS;

/**
 * The upper bound (inclusive) of a bucket of the positive side; the bound of the bucket before is its lower one. With
 * exponential schemas 2^(index * 2^-schema), at most the largest float; else the listed bound, and +Inf after the last.
 */
export function upperBound(index: number, schema: number, customValues: readonly number[]): number {
  if (schema === CUSTOM_BUCKETS) return index < 0 ? -Infinity : (customValues[index] ?? Infinity);
  const exponent = index * 2 ** -schema;
  if (exponent === 1024) return Number.MAX_VALUE;
  const whole = Math.floor(exponent);
  return POWERS[(exponent - whole) * POWERS.length]! * 2 ** whole;
}

/** How the buckets of histograms are cut. Two histograms of the same layout can be added bucket by bucket. */
export interface Layout {
  readonly schema: number;
  readonly zeroThreshold: number;
  readonly customValues: readonly number[];
}

export const layoutOf = ({ schema, zeroThreshold, customValues }: NativeHistogram): Layout => ({
  schema,
  zeroThreshold,
  customValues,
});

export function sameBounds(a: readonly number[], b: readonly number[]): boolean {
  return a === b || (a.length === b.length && a.every((bound, i) => bound === b[i]));
}

/** The bounds that both lists have; both ascend. */
export function sharedBounds(a: readonly number[], b: readonly number[]): readonly number[] {
  const shared: number[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) shared.push(a[i++]!);
    else if (a[i]! < b[j]!) i++;
    else j++;
  }
  return shared;
}
