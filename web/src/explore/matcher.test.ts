import { expect, it } from 'vitest';
import { selectorText } from './matcher';

it.each([
  [[], ''],
  [[{ label: 'a', operator: '=', value: '' }], ''],
  [[{ label: 'a', operator: '=~', value: 'x"y' }], '{a=~"x\\"y"}'],
  [
    [
      { label: 'a', operator: '=', value: '1' },
      { label: 'service.name', operator: '!=', value: '2' },
    ],
    '{a="1", "service.name"!="2"}',
  ],
] as const)('%j', (matchers, text) => {
  expect(selectorText(matchers)).toBe(text);
});
