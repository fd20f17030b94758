/** One of several, `i/n`. */
export interface PlaceAmong {
  readonly place: number;
  readonly count: number;
}

/** Of `i/n`, both whole; counted from `first`, so that `first` ≤ i < `first` + n, and n ≤ `most`. Undefined for another text. */
export function placeAmong(text: string, { first, most }: { first: 0 | 1; most: number }): PlaceAmong | undefined {
  const parts = /^(\d{1,4})\/(\d{1,4})$/.exec(text);
  if (parts === null) return undefined;
  const [place, count] = [Number(parts[1]), Number(parts[2])];
  return place >= first && place < first + count && count <= most ? { place, count } : undefined;
}
