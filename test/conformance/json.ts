/** Parsed JSON of an answer, whose shape is what the comparison finds out. */
// biome-ignore lint/suspicious/noExplicitAny: answers may have any shape
export type Json = any;

/** JSON with the keys of objects sorted, so that equal values have equal texts. */
export function sortedJson(value: Json): string {
  return JSON.stringify(value, (_, inner: Json) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** The start of a value's text, for messages. */
export function excerpt(value: Json, length = 160): string {
  const text = (typeof value === 'string' ? value.trimEnd() : JSON.stringify(value)) ?? 'undefined';
  return text.length > length ? `${text.slice(0, length)}…` : text;
}

export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
