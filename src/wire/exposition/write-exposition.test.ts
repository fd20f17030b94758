import { expect, it } from 'vitest';
import { exposedSamples } from '../../../test/support/exposition-page.js';
import type { MetricFamily } from './metric-family.js';
import { openExposition } from './open-exposition.js';
import { EXPOSITION_TYPE, writeExposition } from './write-exposition.js';

const FAMILIES: MetricFamily[] = [
  {
    name: 'a_total',
    help: 'One\nand \\ "two".',
    type: 'counter',
    samples: [
      { labels: {}, value: 1e6 },
      { labels: { b: 'x"\\\ny', empty: '' }, value: Number.NaN },
    ],
  },
  {
    name: 'h',
    help: '',
    type: 'histogram',
    samples: [
      { suffix: '_bucket', labels: { le: '+Inf' }, value: 2 },
      { suffix: '_sum', labels: {}, value: -0.5 },
    ],
  },
  { name: 'a.b', help: 'Dots.', type: 'gauge', samples: [{ labels: { 'c.d': 'e' }, value: Infinity }] },
];

it('writes families as text', () => {
  expect(writeExposition(FAMILIES)).toBe(
    [
      '# HELP a_total One\\nand \\\\ "two".',
      '# TYPE a_total counter',
      'a_total 1e+06',
      'a_total{b="x\\"\\\\\\ny",empty=""} NaN',
      '# TYPE h histogram',
      'h_bucket{le="+Inf"} 2',
      'h_sum -0.5',
      '# HELP "a.b" Dots.',
      '# TYPE "a.b" gauge',
      '{"a.b","c.d"="e"} +Inf',
      '',
    ].join('\n'),
  );
});

it('writes what is read as it was', () => {
  const options = { nativeHistograms: false, classicHistograms: false };
  const reader = openExposition(EXPOSITION_TYPE, Buffer.from(writeExposition(FAMILIES)), options);
  expect(exposedSamples(reader).map(({ labels, value }) => [labels, value])).toEqual([
    [{ __name__: 'a_total' }, '1e+06'],
    [{ __name__: 'a_total', b: 'x"\\\ny' }, 'NaN'],
    [{ __name__: 'h_bucket', le: '+Inf' }, '2'],
    [{ __name__: 'h_sum' }, '-0.5'],
    [{ __name__: 'a.b', 'c.d': 'e' }, '+Inf'],
  ]);
  expect([...reader.metadata.values()]).toEqual(
    FAMILIES.map(({ name, help, type }) => ({ family: name, help, type, unit: '' })),
  );
});
