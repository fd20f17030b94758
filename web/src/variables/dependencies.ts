import { referredNames } from './interpolate';
import type { Variable } from './variable';

/** What of a definition other variables may stand in. */
const TEXTS = ['query', 'regex', 'datasource', 'staticOptions'] as const;

/** The names that a definition refers to, by the name of each variable; only those of variables. */
export function dependenciesOf(variables: readonly Variable[]): ReadonlyMap<string, ReadonlySet<string>> {
  const known = new Set(variables.map(({ name }) => name));
  return new Map(
    variables.map((variable) => {
      const text = JSON.stringify(TEXTS.map((name) => variable[name] ?? ''));
      const found = [...referredNames(text)].filter((name) => known.has(name));
      return [variable.name, new Set(found)];
    }),
  );
}

/**
 * The names so that each stands after what it hangs on. Those that hang on themselves, over others or not, are in `circular`
 * rather than in the order.
 */
export function inOrder(dependencies: ReadonlyMap<string, ReadonlySet<string>>): {
  order: readonly string[];
  circular: ReadonlySet<string>;
} {
  const order: string[] = [];
  const done = new Set<string>();
  for (let isMoving = true; isMoving; ) {
    isMoving = false;
    for (const [name, needs] of dependencies) {
      if (done.has(name) || ![...needs].every((need) => done.has(need))) continue;
      done.add(name);
      order.push(name);
      isMoving = true;
    }
  }
  return { order, circular: new Set([...dependencies.keys()].filter((name) => !done.has(name))) };
}
