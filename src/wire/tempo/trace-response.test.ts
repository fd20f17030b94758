import { describe, expect, it } from 'vitest';
import { storedSpan } from '../../../test/support/stored-span-batch.js';
import type { StoredSpan } from '../../model/stored-span.js';
import { ProtobufWriter } from '../protobuf/writer.js';
import { encodeTrace, encodeTraceById } from './trace-response.js';

const spansOf = (count: number): StoredSpan[] =>
  Array.from({ length: count }, (_, i) =>
    storedSpan({ spanId: Buffer.from(i.toString(16).padStart(16, '0'), 'hex'), attributes: ['n', `i${i}`] }),
  );

/** The pieces, and how often others could have their turn before the first of them. */
function encoded(response: Parameters<typeof encodeTraceById>[0]): { pieces: Buffer[]; turns: number } {
  const steps = encodeTraceById(response);
  for (let turns = 0; ; turns++) {
    const step = steps.next();
    if (step.done === true) return { pieces: [...step.value], turns };
  }
}

describe('a trace in its envelope', () => {
  // The last of them is longer than what is kept of its first encoding.
  it.each([0, 1, 500, 501, 20_000])('of %i spans has the length of its pieces first', (count) => {
    const spans = spansOf(count);
    const whole = new ProtobufWriter();
    whole.bytesAlways(1, Buffer.concat([...encodeTrace({ spans })]));
    whole.message(2, () => {});
    const { pieces, turns } = encoded({ spans });
    expect(Buffer.concat(pieces).equals(whole.finish())).toBe(true);
    expect(turns).toBe(Math.ceil(count / 500));
  });

  it('says what was left out', () => {
    const { pieces } = encoded({ spans: [], status: 'PARTIAL', message: 'some' });
    expect(Buffer.concat(pieces)).toEqual(Buffer.from([10, 0, 18, 0, 24, 1, 34, 4, ...Buffer.from('some')]));
  });
});
