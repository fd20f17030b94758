import { describe, expect, it } from 'vitest';
import { BitReader, readVarbitInt, readVarbitUint, readXorChunk } from '../../../test/support/bit-reader.js';
import { emptyHistogram } from '../prometheus/native-histogram.js';
import { BitWriter } from './bit-writer.js';
import { crc32c } from './crc32c.js';
import { histogramChunk } from './histogram-chunk.js';
import { varbitInt, varbitUint } from './varbit.js';
import { xorChunk } from './xor-chunk.js';

const START = 1_795_168_800_000;

function roundTrip(samples: readonly (readonly [ts: number, bits: bigint])[]) {
  const ts = Float64Array.from(samples, ([time]) => time);
  const bits = BigUint64Array.from(samples, ([, value]) => value);
  return readXorChunk(xorChunk(ts, new Uint32Array(bits.buffer), 0, samples.length)).map(
    ({ ts: time, bits: value }) => [time, value],
  );
}

const bitsOf = (value: number): bigint => new BigUint64Array(Float64Array.of(value).buffer)[0]!;

describe('xorChunk', () => {
  it.each<[string, number[], number[]]>([
    ['one sample', [START], [1.5]],
    ['a steady counter', [0, 15_000, 30_000, 45_000], [1, 2, 3, 4]],
    [
      'changes of every class',
      [-5000, -4999, 8000, 8001, 100_000, 700_000, 9e9, 1.8e12],
      [0, 0, 1, -1, 0.1, 1e300, -0, 7],
    ],
    ['the bounds of a class', [0, 10_000, 28_192, 38_192, 40_001], [1, 1, 1, 1, 1]],
    ['special values', [1, 2, 3, 4, 5], [Infinity, -Infinity, Number.MIN_VALUE, Number.MAX_VALUE, 0]],
  ])('%s', (_what, times, values) => {
    const samples = times.map((time, i) => [time, bitsOf(values[i]!)] as const);
    expect(roundTrip(samples)).toEqual(samples);
  });

  it('keeps the bits of stale markers, and whatever else there is', () => {
    let seed = 1;
    const random = () => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
      return seed;
    };
    let time = START;
    const samples = Array.from({ length: 120 }, (_, i) => {
      time += 1 + (random() % (i % 7 === 0 ? 2_000_000 : 20));
      const bits = i % 10 === 3 ? 0x7ff0000000000002n : (BigInt(random()) << 32n) | BigInt(random());
      return [time, i % 4 === 1 ? bits & 0xffff0000n : bits] as const;
    });
    expect(roundTrip(samples)).toEqual(samples);
  });
});

describe('varbit', () => {
  it.each([0, 1, -1, 4, -3, 5, 32, -31, 256, 2048, 131_072, -131_071, 2 ** 24, 2 ** 40, -(2 ** 50), START])(
    '%d',
    (value) => {
      const writer = new BitWriter();
      varbitInt(writer, value);
      varbitUint(writer, Math.abs(value));
      const reader = new BitReader(writer.finish());
      expect([readVarbitInt(reader), readVarbitUint(reader)]).toEqual([value, Math.abs(value)]);
    },
  );
});

describe('histogramChunk', () => {
  it.each([
    [0, [0]],
    [0.5, [243]],
    [2 ** -128, [116]],
    [0.001, [255, 0.001]],
  ])('a zero threshold of %d', (zeroThreshold, expected) => {
    const reader = new BitReader(histogramChunk(START, { ...emptyHistogram(true), zeroThreshold }));
    expect([reader.small(16), reader.small(8), reader.small(8)]).toEqual([1, 0, expected[0]]);
    if (expected.length > 1) expect(reader.float()).toBe(expected[1]);
  });

  it('writes spans, bounds and counts', () => {
    const reader = new BitReader(
      histogramChunk(START, {
        ...emptyHistogram(true),
        schema: -53,
        count: 6,
        sum: 4.5,
        resetHint: 3,
        positiveSpans: [{ offset: 1, length: 2 }],
        positiveCounts: [2, 4],
        customValues: [0.5, 1 / 3],
      }),
    );
    reader.bits(16);
    expect(reader.small(8)).toBe(0b11000000);
    expect(reader.small(8)).toBe(0);
    expect(readVarbitInt(reader)).toBe(-53);
    expect([readVarbitUint(reader), readVarbitUint(reader), readVarbitInt(reader)]).toEqual([1, 2, 1]);
    expect(readVarbitUint(reader)).toBe(0);
    expect([readVarbitUint(reader), readVarbitUint(reader)]).toEqual([2, 501]);
    expect([reader.bit(), reader.float()]).toEqual([0, 1 / 3]);
    expect(readVarbitInt(reader)).toBe(START);
    expect(Array.from({ length: 5 }, () => reader.float())).toEqual([6, 0, 4.5, 2, 4]);
  });
});

it('crc32c agrees with the check value of its catalogue', () => {
  expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283);
});
