import { describe, expect, it } from 'vitest';
import { exampleSpans } from '../../../test/support/otlp-traces.js';
import { memoryIndex } from '../../../test/support/recording-writer.js';
import { storedSpan, storedSpanBatch } from '../../../test/support/stored-span-batch.js';
import { copySpans } from '../../model/copy-spans.js';
import type { StoredSpan } from '../../model/stored-span.js';
import { encodeSpans } from './spans.js';

const ARRAY = (...texts: string[]) =>
  `a${JSON.stringify({ arrayValue: { values: texts.map((stringValue) => ({ stringValue })) } })}`;

/** What has one value of each kind, and its own of what may be absent. */
const FULL: readonly StoredSpan[] = ['a', 'bb', ''].map((text, i) =>
  storedSpan({
    startNs: 1_800_000_000_999_999_999n + BigInt(i),
    durationNs: 5_000_000_001n,
    statusMessage: text,
    traceState: text && `k=${text}`,
    flags: i,
    dropped: { attributes: i, events: i + 1, links: i + 2 },
    attributes: [
      's',
      `s${text}`,
      'i',
      `i-${i + 1}`,
      'd',
      'd0.5',
      'b',
      'btrue',
      'list',
      ARRAY('x', text),
      '',
      'srest',
      'x',
      'xAA==',
    ],
    events: [
      { ns: 1_800_000_000_999_999_999n, name: `event ${text}`, attributes: ['key', `s${text}`, 'n', 'i7'] },
      { ns: 1_800_000_001_000_000_000n, name: '', attributes: [] },
    ],
    links: [
      {
        traceId: new Uint8Array(16).fill(i),
        spanId: new Uint8Array(8).fill(i),
        traceState: text,
        attributes: ['l', 'd1.5'],
      },
    ],
  }),
);

const resources = memoryIndex('resource.service.name');
const batchOf = (spans: readonly StoredSpan[]) => storedSpanBatch({ resources }, spans);
const copied = (spans: readonly StoredSpan[], keep: readonly number[]) =>
  encodeSpans(copySpans(batchOf(spans), { keep: Uint8Array.from(keep), maxAttributeBytes: Number.POSITIVE_INFINITY }));

describe('spans that are copied are stored as', () => {
  it.each([
    ['services send them', exampleSpans(30)],
    ['they are with all that a span has', FULL],
  ])('%s', (_title, spans) => {
    expect(
      copied(
        spans,
        spans.map(() => 1),
      ),
    ).toEqual(encodeSpans(batchOf(spans)));
  });

  it('if the others had not come', () => {
    for (const keep of [
      [1, 0, 1],
      [0, 0, 1],
      [0, 1, 0],
    ]) {
      expect(copied(FULL, keep)).toEqual(encodeSpans(batchOf(FULL.filter((_, i) => keep[i] === 1))));
    }
    expect(copied(FULL, [0, 0, 0])).toEqual(encodeSpans(batchOf([])));
  });
});

it('cuts keys and texts between characters', () => {
  const [long, short] = [
    { key: 'äöü-key', text: 'sääääx', other: 'i123456' },
    { key: 'äö', text: 'sää', other: 'i123456' },
  ].map(({ key, text, other }) =>
    batchOf([
      storedSpan({
        attributes: [key, text, 'n', other],
        events: [{ ns: 1n, name: 'longer than that', attributes: [key, text] }],
        links: [{ traceId: new Uint8Array(16), spanId: new Uint8Array(8), traceState: '', attributes: [key, text] }],
      }),
    ]),
  );
  expect(encodeSpans(copySpans(long!, { maxAttributeBytes: 5 }))).toEqual(encodeSpans(short!));
});
