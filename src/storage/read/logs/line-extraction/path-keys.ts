import type { LabelPath } from '../../../interface.js';

const SIMPLE = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * The key that each of the wanted labels is the value of: its own name without expressions, otherwise that of its
 * expression. Undefined where an expression is more than a key, or two are for one label.
 */
export function keysOfLabels(
  expressions: readonly LabelPath[],
  wanted: readonly string[],
): ReadonlyMap<string, string> | undefined {
  if (expressions.length === 0) return new Map(wanted.map((name) => [name, name]));
  const keys = new Map(expressions.map(({ name, path }) => [name, path.trim()]));
  if (keys.size < expressions.length || ![...keys.values()].every((key) => SIMPLE.test(key))) return undefined;
  return new Map([...keys].filter(([name]) => wanted.includes(name)));
}
