type Container = Record<string, unknown> | unknown[];

const isContainer = (value: unknown): value is Container => typeof value === 'object' && value !== null;

/** The value at a path with dots (`legend.placement`, `steps.0.color`); undefined where there is none. */
export function valueAt(object: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((at, key) => (isContainer(at) ? (at as Record<string, unknown>)[key] : undefined), object);
}

/** A copy with another value at the path; `undefined` takes the member out. What is beside the path stays the same object. */
export function withValueAt<T>(object: T, path: string, value: unknown): T {
  const [key = '', ...rest] = path.split('.');
  const below =
    rest.length === 0
      ? value
      : withValueAt(isContainer(object) ? member(object, key) : undefined, rest.join('.'), value);
  if (Array.isArray(object)) return object.with(Number(key), below) as T;
  const copy: Record<string, unknown> = isContainer(object) ? { ...(object as Record<string, unknown>) } : {};
  if (below === undefined) delete copy[key];
  else copy[key] = below;
  return copy as T;
}

const member = (container: Container, key: string): unknown => (container as Record<string, unknown>)[key];
