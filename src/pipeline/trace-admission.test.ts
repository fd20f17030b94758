import { describe, expect, it } from 'vitest';
import { memoryIndex } from '../../test/support/recording-writer.js';
import { storedSpan, storedSpanBatch } from '../../test/support/stored-span-batch.js';
import { spanSizes } from './span-columns/span-size.js';
import { TraceAdmission } from './trace-admission.js';

const NO_LIMITS = { maxBytesPerTrace: Number.POSITIVE_INFINITY, maxTracesPerUser: Number.POSITIVE_INFINITY };
const resources = memoryIndex('resource.service.name');
/** A span of each of these traces, all of one size. */
const spansOf = (traces: readonly number[], tenant = 'a') =>
  storedSpanBatch(
    { resources },
    traces.map((trace) => storedSpan({ traceId: new Uint8Array(16).fill(trace) })),
    tenant,
  );
const SIZE = spanSizes(spansOf([1]))[0]!;

function admission(limits: Partial<typeof NO_LIMITS>) {
  const traces = new TraceAdmission();
  let nowMs = 0;
  return {
    wait: (ms: number) => {
      nowMs += ms;
    },
    /** Traces of which spans are stored, and those that are refused. */
    sent(ids: readonly number[], tenant = 'a') {
      const { spans, refused } = traces.admit(spansOf(ids, tenant), { ...NO_LIMITS, ...limits }, nowMs);
      const stored = Array.from({ length: spans.rows }, (_, row) => spans.traceId.bytes[row * 16]);
      return { stored, refused };
    },
  };
}

describe('the size of a trace', () => {
  it('is limited over requests; what one brings of it is taken whole or not at all', () => {
    const { sent, wait } = admission({ maxBytesPerTrace: 3 * SIZE });
    expect(sent([1, 1]).stored).toEqual([1, 1]);
    wait(20_000);
    expect(sent([2, 1, 1, 2])).toEqual({
      stored: [2, 2],
      refused: [
        {
          reason: 'trace_too_large',
          spans: 2,
          message: `TRACE_TOO_LARGE: max size of trace (${3 * SIZE}) exceeded while adding ${2 * SIZE} bytes to trace ${'01'.repeat(16)} for tenant a`,
        },
      ],
    });
    expect(sent([1]).stored).toEqual([1]);
    expect(sent([1]).stored).toEqual([]);
    expect(sent([1], 'b').stored).toEqual([1]);
    wait(30 * 60_000 + 1);
    expect(sent([1]).stored).toEqual([1]);
  });
});

describe('traces that get spans at a time', () => {
  it('are limited until one of them gets none for five seconds', () => {
    const { sent, wait } = admission({ maxTracesPerUser: 2 });
    expect(sent([1, 2, 3, 1])).toEqual({
      stored: [1, 2, 1],
      refused: [
        {
          reason: 'live_traces_exceeded',
          spans: 1,
          message:
            'LIVE_TRACES_EXCEEDED: max live traces exceeded for tenant a: per-user traces limit (local: 2 global: 0 actual local: 2) exceeded',
        },
      ],
    });
    wait(3_000);
    expect(sent([2]).stored).toEqual([2]);
    wait(2_001);
    expect(sent([3, 4]).stored).toEqual([3]);
    expect(sent([9], 'b').stored).toEqual([9]);
  });
});

it('leaves a batch as it is where nothing is limited', () => {
  const batch = spansOf([1, 2]);
  expect(new TraceAdmission().admit(batch, NO_LIMITS, 0)).toEqual({ spans: batch, refused: [] });
});
