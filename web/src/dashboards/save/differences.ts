import { isObject } from '../model/json';

/** One place in which two JSON values differ. */
export interface Difference {
  readonly kind: 'added' | 'removed' | 'changed';
  /** `panels › 2 Requests › title`: numbers of lists from 1, with the titles or names of what they count. */
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** What the server sets at each save. */
const OF_SERVER: ReadonlySet<string> = new Set(['version', 'id']);

/** What turns `before` into `after`; what the server counts in the outermost object is left out. */
export function differencesOf(before: unknown, after: unknown): readonly Difference[] {
  return [...compared(before, after, [])].filter(({ path }) => !OF_SERVER.has(path));
}

type Steps = readonly string[];

function* compared(before: unknown, after: unknown, steps: Steps): Generator<Difference> {
  const lists = Array.isArray(before) && Array.isArray(after);
  if (!lists && !(isObject(before) && isObject(after))) {
    if (!Object.is(before, after)) yield { kind: 'changed', path: steps.join(' › '), before, after };
    return;
  }
  const [left, right] = [entriesOf(before), entriesOf(after)];
  for (const [key, value] of left) {
    const path = [...steps, nameOf(key, value, Array.isArray(before))];
    if (right.has(key)) yield* compared(value, right.get(key), path);
    else if (value !== undefined) yield { kind: 'removed', path: path.join(' › '), before: value };
  }
  for (const [key, value] of right) {
    if (left.has(key) || value === undefined) continue;
    yield { kind: 'added', path: [...steps, nameOf(key, value, Array.isArray(after))].join(' › '), after: value };
  }
}

/** The members by their keys; of lists whose members have ids or names by these, so that one that moved is still the same. */
function entriesOf(value: object): ReadonlyMap<string, unknown> {
  if (!Array.isArray(value)) return new Map(Object.entries(value));
  const keys = value.map((one) => keyOf(one));
  const areKeys = keys.every((key) => key !== undefined) && new Set(keys).size === keys.length;
  return new Map(value.map((one, index) => [areKeys ? keys[index]! : String(index), one]));
}

function keyOf(value: unknown): string | undefined {
  if (!isObject(value)) return undefined;
  const key = value.id ?? value.refId ?? value.name;
  return typeof key === 'string' || typeof key === 'number' ? String(key) : undefined;
}

function nameOf(key: string, value: unknown, isListed: boolean): string {
  if (!isListed) return key;
  const title = isObject(value) ? (value.title ?? value.name ?? value.refId) : undefined;
  const number = /^\d+$/.test(key) && keyOf(value) === undefined ? String(Number(key) + 1) : key;
  return typeof title === 'string' && title !== '' && title !== number ? `${number} ${title}` : number;
}
