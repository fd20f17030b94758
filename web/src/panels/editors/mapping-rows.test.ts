import { MappingType, SpecialValueMatch, type ValueMapping } from '@grafana/data';
import { expect, it } from 'vitest';
import { mappingsOf, rowsOf } from './mapping-rows';

const MAPPINGS: ValueMapping[] = [
  {
    type: MappingType.ValueToText,
    options: { '0': { text: 'down', color: 'red', index: 1 }, '1': { text: 'up', index: 0 } },
  },
  { type: MappingType.RangeToText, options: { from: 2, to: null, result: { text: 'many', index: 2 } } },
  { type: MappingType.RegexToText, options: { pattern: '/x.*/', result: { text: 'x', index: 3 } } },
  { type: MappingType.SpecialValue, options: { match: SpecialValueMatch.Null, result: { text: '-', index: 4 } } },
];

it('mappings become lines in their order, and mappings again', () => {
  const rows = rowsOf(MAPPINGS);
  expect(rows.map(({ type, result }) => `${type} ${result.text}`)).toEqual([
    'value up',
    'value down',
    'range many',
    'regex x',
    'special -',
  ]);
  expect(mappingsOf(rows)).toEqual(MAPPINGS);
});
