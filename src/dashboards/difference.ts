/** One place in which two JSON values differ; `path` as in RFC 6901. */
export interface Difference {
  readonly op: 'add' | 'remove' | 'replace';
  readonly path: string;
  readonly from?: unknown;
  readonly value?: unknown;
}

/** Differences beyond these are not told. */
const MAX_DIFFERENCES = 5_000;

/** What turns `before` into `after`, in the order of `before`'s members, then those that are new. */
export function differences(before: unknown, after: unknown): Difference[] {
  const found: Difference[] = [];
  for (const difference of compared(before, after, '')) {
    if (found.length === MAX_DIFFERENCES) break;
    found.push(difference);
  }
  return found;
}

function* compared(before: unknown, after: unknown, path: string): Generator<Difference> {
  if (Object.is(before, after)) return;
  const isList = Array.isArray(before) && Array.isArray(after);
  if (!isList && !(isRecord(before) && isRecord(after))) {
    yield { op: 'replace', path, from: before, value: after };
    return;
  }
  const [left, right] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  for (const [key, from] of left) {
    const below = `${path}/${pointer(key)}`;
    if (right.has(key)) yield* compared(from, right.get(key), below);
    else yield { op: 'remove', path: below, from };
  }
  for (const [key, value] of right) {
    if (!left.has(key)) yield { op: 'add', path: `${path}/${pointer(key)}`, value };
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const pointer = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');
