const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Targets with a `refId` each: those of dashboards written by hand, which leave it out, get the letters that are free. */
export function withRefIds<T extends { readonly refId?: string }>(
  targets: readonly T[],
): (T & { readonly refId: string })[] {
  const taken = new Set(targets.map(({ refId }) => refId));
  const free = [...LETTERS].filter((letter) => !taken.has(letter));
  return targets.map((target, index) => ({ ...target, refId: target.refId || free.shift() || `Q${index}` }));
}
