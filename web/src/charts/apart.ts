interface Place {
  /** px. */
  readonly left: number;
  readonly top: number;
}

/** Of places in the order in which they count, those at least `distance` px from each that is kept before them. */
export function apart<P extends Place>(places: readonly P[], distance: number): P[] {
  const kept: P[] = [];
  for (const place of places) {
    const isFree = kept.every(({ left, top }) => Math.hypot(left - place.left, top - place.top) >= distance);
    if (isFree) kept.push(place);
  }
  return kept;
}
