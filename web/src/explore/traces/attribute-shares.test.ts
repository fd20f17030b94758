import { expect, it } from 'vitest';
import { attributeShares, difference } from './attribute-shares';

const series = (type: string, key: string, value: object, count?: number) => ({
  labels: [
    { key: '__meta_type', value: { stringValue: type } },
    { key, value },
  ],
  ...(count !== undefined && { value: count }),
});

it('shares are of the spans that have the attribute', () => {
  const found = attributeShares([
    series('baseline', 'span.route', { stringValue: '/a' }, 30),
    series('baseline', 'span.route', { stringValue: '/b' }, 10),
    series('baseline_total', 'span.route', { stringValue: 'nil' }, 40),
    series('selection', 'span.route', { stringValue: '/b' }, 4),
    series('selection_total', 'span.route', { stringValue: 'nil' }, 5),
    series('selection', 'kind', { stringValue: 'server' }, 5),
    series('selection_total', 'kind', { stringValue: 'nil' }, 5),
    series('selection', 'span.code', { intValue: '500' }, 5),
    series('selection_total', 'span.code', { intValue: '0' }, 10),
  ]);
  expect(found).toEqual([
    { name: 'span.route', value: '/a', text: '"/a"', selection: 0, baseline: 0.75 },
    { name: 'span.route', value: '/b', text: '"/b"', selection: 0.8, baseline: 0.25 },
    { name: 'kind', value: 'server', text: 'server', selection: 1, baseline: 0 },
    { name: 'span.code', value: '500', text: '500', selection: 0.5, baseline: 0 },
  ]);
  expect(difference(found[1]!)).toBeCloseTo(0.55, 9);
});

it('nothing of nothing', () => expect(attributeShares([])).toEqual([]));
