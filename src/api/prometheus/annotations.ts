/** Texts of one level that an answer carries; of the others it tells the number. */
const MAX_ANNOTATIONS = 10;

/** The warnings or infos of a query as an answer has them. */
export function shortened(texts: readonly string[], level: 'warning' | 'info'): string[] {
  const left = texts.length - MAX_ANNOTATIONS;
  if (left <= 0) return [...texts];
  return [...texts.slice(0, MAX_ANNOTATIONS), `${left} more ${level} annotations omitted`];
}
