import type { SeriesIndex } from '../../model/series.js';

/** What `make` gives, once for each index: decoders remember references, which belong to one. */
export function perIndex<T>(make: (index: SeriesIndex) => T): (index: SeriesIndex) => T {
  const made = new WeakMap<SeriesIndex, { readonly value: T }>();
  return (index) => {
    let known = made.get(index);
    if (known === undefined) {
      known = { value: make(index) };
      made.set(index, known);
    }
    return known.value;
  };
}
