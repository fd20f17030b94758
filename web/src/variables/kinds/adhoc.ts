import { type FilterLike, filterOfText, textOfFilter } from '../adhoc-text';
import type { VariableKind } from './kind';
import { sourceFor } from './query';

/** Filters for all queries of a data source. Each value is one filter as text. */
export const adhocKind: VariableKind = {
  options: () => [],
  isFree: true,
  initial: ({ filters = [] }) => filters.map((filter) => textOfFilter(filter)),
  state: ({ baseFilters = [] }, values) => {
    const filters = [...baseFilters, ...values.flatMap((text) => filterOfText(text) ?? [])];
    return { value: filters.map(matcherText).join(','), isPlain: true };
  },
};

const matcherText = ({ key, operator, value }: FilterLike): string => `${key}${operator}${JSON.stringify(value)}`;

/** The names of labels to filter or group by. */
export const groupbyKind: VariableKind = {
  options: async (variable, context) => {
    const { defaultKeys = [] } = variable;
    if (defaultKeys.length > 0) return defaultKeys.map(({ text, value }) => ({ text, value: value ?? text }));
    const found = await sourceFor(variable, context).variableValues('label_names()', context.range, context.signal);
    return found.map(({ text }) => ({ text, value: text }));
  },
};
