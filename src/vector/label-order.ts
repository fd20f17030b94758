import type { Labels } from '../model/labels.js';

/** Orders label sets name by name and value by value; one that begins another comes first. */
export function compareLabels(a: Labels, b: Labels): number {
  const count = Math.min(a.length, b.length);
  for (let i = 0; i < count; i++) {
    if (a[i] !== b[i]) return a[i]! < b[i]! ? -1 : 1;
  }
  return a.length - b.length;
}
