import { numberOf } from '../../json';
import { type Draft, draftsOf } from './step';

/** Kinds of value mappings before version 30: one value, and from-to. */
const VALUE = 1;
const RANGE = 2;

/** One mapping for each text, as a list, becomes one of all values and one for each range. */
export function upgradeMappings(value: unknown): Draft[] {
  const mappings = draftsOf(value);
  const values: Draft = {};
  const others: Draft[] = [];
  for (const mapping of mappings) {
    const result = {
      ...(typeof mapping.text === 'string' && { text: mapping.text }),
      ...(typeof mapping.color === 'string' && { color: mapping.color }),
    };
    if (mapping.type === VALUE && mapping.value === 'null') {
      others.push({ type: 'special', options: { match: 'null', result } });
    } else if (mapping.type === VALUE) {
      values[String(mapping.value)] = { ...result, index: Object.keys(values).length };
    } else if (mapping.type === RANGE) {
      const [from, to] = [numberOf(mapping.from) ?? null, numberOf(mapping.to) ?? null];
      others.push({ type: 'range', options: { from, to, result } });
    } else others.push(mapping);
  }
  return Object.keys(values).length === 0 ? others : [{ type: 'value', options: values }, ...others];
}
