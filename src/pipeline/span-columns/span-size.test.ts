import { describe, expect, it } from 'vitest';
import { exampleSpans } from '../../../test/support/otlp-traces.js';
import { memoryIndex } from '../../../test/support/recording-writer.js';
import { storedSpan, storedSpanBatch } from '../../../test/support/stored-span-batch.js';
import type { StoredSpan } from '../../model/stored-span.js';
import { writeTraces } from '../../wire/otlp/traces-encode.js';
import { ProtobufReader, WIRE } from '../../wire/protobuf/reader.js';
import { ProtobufWriter } from '../../wire/protobuf/writer.js';
import { spanSizes } from './span-size.js';

const TIMES = { startNs: 1_800_000_000_000_000_000n, durationNs: 1n };

const cases: readonly [title: string, spans: readonly StoredSpan[]][] = [
  ['spans of web services', exampleSpans(30)],
  ['a span with nothing', [storedSpan({ ...TIMES, name: '', kind: 0 })]],
  ['long texts', [storedSpan({ ...TIMES, name: 'x'.repeat(300), attributes: ['ä', `s${'y'.repeat(20_000)}`] })]],
  ['a negative integer', [storedSpan({ ...TIMES, attributes: ['n', 'i-1', 'm', 'i300', 'o', 'i0'] })]],
];

describe('the size of a span', () => {
  it.each(cases)('is that of its protobuf: %s', (_title, spans) => {
    const sizes = spanSizes(storedSpanBatch({ resources: memoryIndex('resource.service.name') }, spans));
    expect([...sizes]).toEqual(spans.map(encodedSize));
  });
});

/** Bytes of the span within `TracesData.resource_spans.scope_spans.spans`. */
function encodedSize(span: StoredSpan): number {
  const writer = new ProtobufWriter();
  writeTraces(writer, [span]);
  const bytes = [1, 2, 2].reduce<Uint8Array>(lastOf, writer.finish());
  return bytes.length;
}

/** The last field of a number; the messages on the way have one of it. */
function lastOf(bytes: Uint8Array, field: number): Uint8Array {
  const reader = new ProtobufReader(bytes);
  let found = bytes;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    if (tag !== field * 8 + WIRE.bytes) reader.skip(tag);
    else {
      reader.bytes();
      found = bytes.subarray(reader.start, reader.stop);
    }
  }
  return found;
}
