import type { Variable } from '../../../../variables/variable';
import { isObject, textOf } from '../../../model/json';

/** What is wrong with the name of a variable; undefined for a good one. */
export function nameProblem(name: string, others: readonly Variable[]): string | undefined {
  if (name === '') return 'a variable needs a name';
  if (name.startsWith('__')) return 'names that begin with __ are those of built-in variables';
  if (!/^\w+$/.test(name)) return 'a name has letters, digits and _ only';
  return others.some((one) => one.name === name) ? 'another variable has this name' : undefined;
}

/** A name like `wanted` that no variable has. */
export function freeName(wanted: string, variables: readonly Variable[]): string {
  const taken = new Set(variables.map(({ name }) => name));
  const stem = wanted.replace(/\d+$/, '');
  let name = wanted;
  for (let i = 1; taken.has(name); i++) name = `${stem}${i}`;
  return name;
}

/** The query of a variable as text: newer dashboards have an object. */
export const queryText = ({ query, definition }: Variable): string =>
  typeof query === 'string'
    ? query
    : isObject(query)
      ? textOf(query.query) || textOf(query.expr) || textOf(definition)
      : '';

export const noteOf = (variable: Variable): string => [variable.type, queryText(variable)].filter(Boolean).join(': ');
