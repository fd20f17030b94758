import { describe, expect, it } from 'vitest';
import { fc } from '../../../test/support/property.js';
import type { NativeHistogram } from '../../model/samples.js';
import { ProtobufReader } from '../protobuf/reader.js';
import { readHistogram } from '../remote-write/histogram.js';
import { histogramMessage } from './histogram-message.js';

const read = (bytes: Uint8Array): NativeHistogram => readHistogram(new ProtobufReader(bytes), bytes.length).histogram;

const side = (count: fc.Arbitrary<number>) =>
  fc
    .array(fc.record({ offset: fc.integer({ min: -1000, max: 1000 }), counts: fc.array(count, { maxLength: 4 }) }), {
      maxLength: 4,
    })
    .map((all) => ({
      spans: all.map(({ offset, counts }) => ({ offset, length: counts.length })),
      counts: all.flatMap(({ counts }) => counts),
    }));

const histogram = fc.boolean().chain((isFloat) => {
  const count = isFloat ? fc.double({ noNaN: true }) : fc.maxSafeNat();
  return fc
    .record({
      schema: fc.constantFrom(-53, -4, 0, 8),
      zeroThreshold: fc.double({ noNaN: true }),
      zeroCount: count,
      count,
      sum: fc.double(),
      positive: side(count),
      negative: side(count),
      customValues: fc.array(fc.double({ noNaN: true }), { maxLength: 4 }),
      resetHint: fc.integer({ min: 0, max: 3 }),
    })
    .map(
      ({ positive, negative, ...rest }): NativeHistogram => ({
        ...rest,
        positiveSpans: positive.spans,
        positiveCounts: positive.counts,
        negativeSpans: negative.spans,
        negativeCounts: negative.counts,
        isFloat,
      }),
    );
});

describe('histogramMessage', () => {
  it('is read as what it was made of', () => {
    fc.assert(fc.property(histogram, (one) => void expect(read(histogramMessage(one))).toEqual(one)));
  });
});
