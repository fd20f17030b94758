import { expect, it } from 'vitest';
import { encodeExposition, type FamilyMessage } from '../../../test/support/exposition-messages.js';
import { exposedSamples } from '../../../test/support/exposition-page.js';
import type { ExpositionOptions } from './exposition-reader.js';
import { openExposition } from './open-exposition.js';

const read = (families: FamilyMessage[], options: Partial<ExpositionOptions> = {}) =>
  exposedSamples(
    openExposition('application/vnd.google.protobuf', encodeExposition(families), {
      nativeHistograms: true,
      classicHistograms: false,
      ...options,
    }),
  );

const gauge = (metric: object): FamilyMessage => ({ name: 'a', type: 'gauge', metric: [{ gauge: {}, ...metric }] });
const histogram = (message: object): FamilyMessage => ({
  name: 'h',
  type: 'histogram',
  metric: [{ histogram: message }],
});

it.each<[string, FamilyMessage, string]>([
  ['no name', { type: 'gauge' }, 'a metric family has no name'],
  ['an unknown type', { name: 'a', type: 6 }, 'unknown metric type 6 of metric "a"'],
  ['a unit that is no suffix', { name: 'a_total', type: 'counter', unit: 's' }, 'unit "s" is not a suffix of metric'],
  [
    'a label twice',
    gauge({ label: [{ name: 'b' }, { name: 'b' }] }),
    'label name "b" is not unique in a series of "a"',
  ],
  ['a label without name', gauge({ label: [{ value: 'b' }] }), 'a label name is empty in a series of "a"'],
  [
    'buckets that do not add up',
    histogram({ sampleCount: 3, schema: 0, positiveSpan: [{ offset: 0, length: 1 }], positiveDelta: [2] }),
    'a native histogram is not valid: its buckets hold 2 observations, its count is 3',
  ],
  [
    'spans without buckets',
    histogram({ sampleCount: 3, schema: 0, positiveSpan: [{ offset: 0, length: 4_000_000_000 }] }),
    'positive spans need 4000000000 buckets, there are 0',
  ],
])('refuses %s', (_, family, message) => {
  expect(() => read([family])).toThrow(
    expect.objectContaining({ code: 'invalid_argument', message: expect.stringContaining(message) }),
  );
});

const BOTH = histogram({
  sampleCount: 2,
  sampleSum: 3,
  schema: 0,
  positiveSpan: [{ offset: 0, length: 1 }],
  positiveDelta: [2],
  bucket: [{ cumulativeCount: 2, upperBound: 1 }],
});
const CLASSIC = ['h_count', 'h_sum', 'h_bucket 1.0', 'h_bucket +Inf'];

it.each<[string, Partial<ExpositionOptions>, string[]]>([
  ['the native histogram alone', {}, ['h']],
  ['both', { classicHistograms: true }, ['h', ...CLASSIC]],
  ['classic buckets where native ones are not read', { nativeHistograms: false }, CLASSIC],
])('gives %s', (_, options, names) => {
  const given = read([BOTH], options).map(({ labels: { __name__, le } }) => (le ? `${__name__} ${le}` : __name__));
  expect(given).toEqual(names);
});

it('never gives the value that means that a series has ended', () => {
  const page = encodeExposition([gauge({ gauge: { value: 1 } })]);
  const stale = Buffer.from('020000000000f07f', 'hex');
  stale.copy(page, page.indexOf(Buffer.from('000000000000f03f', 'hex')));
  const reader = openExposition('application/vnd.google.protobuf', page, {
    nativeHistograms: true,
    classicHistograms: false,
  });
  expect(reader.next()).toBe(true);
  const bits = Buffer.alloc(8);
  bits.writeDoubleBE(reader.value);
  expect(bits.toString('hex')).toBe('7ff8000000000000');
});

it('takes a metric without value for one of zero', () => {
  expect(read([{ name: 'a', type: 'counter', metric: [{}] }])).toEqual([{ labels: { __name__: 'a' }, value: '0' }]);
});
