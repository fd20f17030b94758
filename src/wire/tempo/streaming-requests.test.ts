import { describe, expect, it } from 'vitest';
import { FUZZ_CASES, mutate, seededRandom } from '../../../test/support/fuzz.js';
import { QuartetError } from '../../model/errors.js';
import { ProtobufWriter } from '../protobuf/writer.js';
import { decodeRequest, STREAMING_REQUESTS } from './streaming-requests.js';

function message(write: (writer: ProtobufWriter) => void): Buffer {
  const writer = new ProtobufWriter();
  write(writer);
  return writer.finish();
}

const SEARCH = message((writer) => {
  for (const [key, value] of [
    ['service.name', 'shop'],
    ['http.url', 'a "b"'],
  ] as const) {
    writer.message(1, (entry) => {
      entry.string(1, key);
      entry.string(2, value);
    });
  }
  writer.uint32(2, 100);
  writer.uint32(4, 20);
  writer.uint32(5, 1_795_176_000);
  writer.string(8, '{}');
});

describe('requests of the streaming querier', () => {
  it('become the parameters of the HTTP call', () => {
    expect([...decodeRequest(SEARCH, STREAMING_REQUESTS.search)]).toEqual([
      ['minDuration', ['100ms']],
      ['limit', ['20']],
      ['start', ['1795176000']],
      ['q', ['{}']],
      ['tags', ['service.name="shop" http.url="a \\"b\\""']],
    ]);
    const range = message((writer) => {
      writer.string(1, '{} | rate()');
      writer.int64Always(2, 1_795_176_000_000_000_001n);
      writer.int64Always(4, 15_000_000_000n);
      writer.uint32(17, 3);
    });
    expect([...decodeRequest(range, STREAMING_REQUESTS.range)]).toEqual([
      ['q', ['{} | rate()']],
      ['start', ['1795176000000000001']],
      ['step', ['15000000000ns']],
      ['maxSeries', ['3']],
    ]);
  });

  it('leave out what has its default value', () => {
    const empty = message((writer) => {
      writer.int64Always(5, 0n);
      writer.stringAlways(8, '');
    });
    expect([...decodeRequest(empty, STREAMING_REQUESTS.search)]).toEqual([]);
  });

  it('are refused where they are broken', () => {
    const random = seededRandom(3200);
    for (let i = 0; i < FUZZ_CASES; i++) {
      for (const fields of Object.values(STREAMING_REQUESTS)) {
        try {
          decodeRequest(mutate(SEARCH, random), fields);
        } catch (error) {
          expect(error).toBeInstanceOf(QuartetError);
        }
      }
    }
  });
});
