import { sourceKind } from '../../data/sources';
import { regexOf } from '../regex-options';
import type { VariableKind } from './kind';

/** Data sources of a type, by a pattern of their names; the value is the uid. */
export const datasourceKind: VariableKind = {
  options: async ({ query, regex = '' }, { sources, replace }) => {
    const type = String(query ?? '');
    const wanted = sourceKind(type) ?? type;
    const found = (await sources()).filter((source) => (sourceKind(source.type) ?? source.type) === wanted);
    const pattern = regex.trim() === '' ? undefined : regexOf(replace(regex));
    return found
      .filter(({ name }) => pattern === undefined || pattern.test(name))
      .map(({ name, uid }) => ({ text: name, value: uid }));
  },
};
