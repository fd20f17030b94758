import { describe, expect, it } from 'vitest';
import { FUZZ_CASES, mutate, seededRandom } from '../../../test/support/fuzz.js';
import { QuartetError } from '../../model/errors.js';
import { ProtobufWriter } from '../protobuf/writer.js';
import { decodeFindTraces, decodeGetTrace } from './api-v3.js';

function findTraces(extra: (fields: ProtobufWriter) => void = () => {}): Buffer {
  const writer = new ProtobufWriter();
  writer.message(1, (query) => {
    query.string(1, 'shop');
    query.string(2, 'buy');
    query.message(3, (entry) => {
      entry.string(1, 'a');
      entry.string(2, 'b');
    });
    query.message(4, (time) => {
      time.int64Always(1, 5n);
      time.uint32(2, 7);
    });
    query.message(6, (time) => time.int64Always(1, 1n));
    query.uint32(8, 20);
    extra(query);
  });
  return writer.finish();
}

describe("messages of Jaeger's api_v3", () => {
  it('are read', () => {
    expect(decodeFindTraces(findTraces())).toEqual({
      service: 'shop',
      operation: 'buy',
      tags: new Map([['a', 'b']]),
      start: 5_000_000_007n,
      end: undefined,
      minDuration: 1_000_000_000n,
      maxDuration: undefined,
      limit: 20,
    });
  });

  it('refuse what would find more than was asked for', () => {
    expect(() => decodeFindTraces(findTraces((query) => query.string(10, 'x')))).toThrow(/structured filters/);
  });

  it('are refused where they are broken', () => {
    const random = seededRandom(16_685);
    for (let i = 0; i < FUZZ_CASES; i++) {
      for (const decode of [decodeFindTraces, decodeGetTrace]) {
        try {
          decode(mutate(findTraces(), random));
        } catch (error) {
          expect(error).toBeInstanceOf(QuartetError);
        }
      }
    }
  });
});
