import type { DataSource } from '../../data/source';
import { sourceOf } from '../../data/sources';
import { fillQuery } from '../fill-query';
import { distinctOptions, matchingOptions } from '../regex-options';
import { sortedOptions } from '../sort-options';
import type { Variable, VariableOption } from '../variable';
import type { OptionsContext, VariableKind } from './kind';

/** Refreshed when the time range changes. */
const ON_TIME = 2;
const NEVER = 0;

/** Values that a data source answers. */
export const queryKind: VariableKind = {
  options: async (variable, context) => {
    const { refresh = NEVER, options = [] } = variable;
    if (refresh === NEVER && options.length > 0) return options.filter(({ value }) => value !== '$__all');
    const source = sourceFor(variable, context);
    const query = fillQuery(withoutSearch(variable.query), source.type, context.replace);
    const found = await source.variableValues(query, context.range, context.signal);
    const values = found.map(({ text, value = text }): VariableOption => ({ text, value: String(value) }));
    const { regex = '', regexApplyTo, sort } = variable;
    const matching = matchingOptions(values, context.replace(regex, undefined, 'regex'), regexApplyTo);
    return withStatic(variable, sortedOptions(distinctOptions(matching), sort));
  },
  followsTime: ({ refresh }) => refresh === ON_TIME,
};

/** The source of a variable, which another variable may name. */
export function sourceFor({ datasource }: Variable, { replace }: OptionsContext): DataSource {
  const uid = typeof datasource === 'string' ? datasource : datasource?.uid;
  if (uid === undefined || !/\$|\[\[/.test(uid)) return sourceOf(datasource);
  const real = replace(uid);
  return sourceOf(real === uid ? datasource : real);
}

/** What people type to search narrows the options here, not at the source: all are asked for. */
function withoutSearch(query: unknown): unknown {
  const text = JSON.stringify(query ?? '').replace(/\$(\{__searchFilter\}|__searchFilter)/g, '.*');
  return JSON.parse(text);
}

function withStatic(
  { staticOptions = [], staticOptionsOrder = 'before', sort }: Variable,
  found: readonly VariableOption[],
): readonly VariableOption[] {
  if (staticOptions.length === 0) return found;
  const all = staticOptionsOrder === 'after' ? [...found, ...staticOptions] : [...staticOptions, ...found];
  const once = distinctOptions(all);
  return staticOptionsOrder === 'sorted' ? sortedOptions(once, sort) : once;
}
