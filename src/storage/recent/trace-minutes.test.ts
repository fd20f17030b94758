import { describe, expect, it } from 'vitest';
import { fc } from '../../../test/support/property.js';
import { Column64, FixedColumn } from '../../model/columns.js';
import { minuteOf, TraceMinutes, type TraceMinutesOptions } from './trace-minutes.js';

const MINUTE = 60_000_000_000n;
const NOW = 1_000_000;

const idOf = (trace: number): Uint8Array => Buffer.from(trace.toString(16).padStart(32, '0'), 'hex');

/** Spans by trace and minute. */
function batch(spans: readonly (readonly [trace: number, minute: number])[], tenant = 't') {
  const traceId = new FixedColumn(16);
  const ts = new Column64();
  for (const [trace, minute] of spans) {
    traceId.append(idOf(trace), 0, 16);
    ts.appendBigInt(BigInt(minute) * MINUTE + 7n);
  }
  return { tenant, rows: spans.length, traceId, ts };
}

const minutes = (options: Partial<TraceMinutesOptions> = {}): TraceMinutes =>
  new TraceMinutes({ newestStored: undefined, maxBytes: 1 << 20, now: () => NOW * 60_000, ...options });

describe('minutes of traces', () => {
  it('are those that were noted, of each tenant', () => {
    const known = minutes();
    known.note(
      batch([
        [1, NOW],
        [2, NOW],
        [1, NOW - 5],
        [1, NOW],
      ]),
    );
    known.note(batch([[1, NOW - 9]], 'other'));
    expect(known.of('t', idOf(1))).toEqual({ minutes: [NOW - 5, NOW] });
    expect(known.of('t', idOf(2))).toEqual({ minutes: [NOW] });
    expect(known.of('t', idOf(3))).toEqual({ minutes: [] });
    expect(known.of('other', idOf(1))).toEqual({ minutes: [NOW - 9] });
  });

  it('begin behind what was stored before', () => {
    const known = minutes({ newestStored: BigInt(NOW - 3) * MINUTE + 1n });
    known.note(
      batch([
        [1, NOW - 3],
        [1, NOW - 2],
      ]),
    );
    expect(known.of('t', idOf(1))).toBeUndefined();
    known.note(batch([[2, NOW - 2]]));
    expect(known.of('t', idOf(2))).toEqual({ minutes: [NOW - 2], from: NOW - 2 });
  });

  it('are not known of traces that reach far ahead or before 1970', () => {
    const known = minutes();
    known.note(
      batch([
        [1, -1],
        [1, NOW],
        [2, NOW + 60],
        [3, NOW],
        [3, NOW + 400],
      ]),
    );
    expect([1, 2, 3].map((trace) => known.of('t', idOf(trace)))).toEqual([
      undefined,
      { minutes: [NOW + 60] },
      undefined,
    ]);
  });

  it('are not known of any trace when too many reach out of them', () => {
    const known = minutes({ maxBytes: 1_000 });
    known.note(batch([[1, NOW]]));
    known.note(batch(Array.from({ length: 1_000 }, (_, i) => [i + 2, NOW + 400] as const)));
    expect(known.of('t', idOf(1))).toBeUndefined();
    known.note(batch(Array.from({ length: 10_000 }, (_, i) => [i + 2_000, NOW + 400] as const)));
    expect(known.bytes).toBeLessThan(20_000);
  });

  it.each([
    ['bytes', { maxBytes: 20_000 }, 1],
    ['minutes', {}, 100],
  ])('drop the older half when there are too many %s', (_what, options: { maxBytes?: number }, apart) => {
    const known = minutes(options);
    const spans = Array.from({ length: 2_000 }, (_, i) => [i, NOW - 2_000 + i] as const);
    for (let i = 0; i < spans.length; i += apart) known.note(batch(spans.slice(i, i + apart)));
    expect(known.bytes).toBeLessThanOrEqual(options.maxBytes ?? 1 << 20);
    const { from } = known.of('t', idOf(0))!;
    expect(from).toBeGreaterThan(NOW - 2_000);
    for (const [trace, minute] of spans)
      expect(known.of('t', idOf(trace))).toEqual({ minutes: minute < from! ? [] : [minute], from });
  });

  it('lets one minute go that alone is too much', () => {
    const known = minutes({ maxBytes: 1_000 });
    known.note(batch(Array.from({ length: 1_000 }, (_, i) => [i, NOW] as const)));
    expect(known.bytes).toBe(0);
    expect(known.of('t', idOf(1))).toEqual({ minutes: [], from: NOW + 1 });
  });
});

it('a minute is exact to the ns', () => {
  const near = fc.tuple(fc.bigInt({ min: -30_000_000n, max: 90_000_000n }), fc.bigInt({ min: -300n, max: 300n }));
  fc.assert(
    fc.property(near, ([minute, off]) => {
      const ns = minute * MINUTE + off;
      const words = new Uint32Array(BigInt64Array.of(ns).buffer);
      expect(minuteOf(words[0]!, words[1]!)).toBe(Number(off < 0n ? minute - 1n : minute));
    }),
  );
});
