import { expect, it } from 'vitest';
import { ExternalLabels } from './external-labels.js';

const external = new ExternalLabels(['region=eu', 'query=a=b']);

it('adds labels that a series does not have', () => {
  expect(external.addedTo(['__name__', 'up', 'region', 'us'])).toEqual([
    '__name__',
    'up',
    'query',
    'a=b',
    'region',
    'us',
  ]);
});

it.each([
  ['=', 'eu', ''],
  ['=', 'us', 'us'],
  ['!=', 'eu', 'eu'],
  ['=~', 'eu', 'eu'],
] as const)('reads region%s"%s" as "%s"', (op, value, read) => {
  expect(external.takenFrom([{ name: 'region', op, value }])).toEqual([{ name: 'region', op, value: read }]);
});
