import { describe, expect, it } from 'vitest';
import { labelsFrom } from '../../../model/labels.js';
import type { StoredSpan } from '../../../model/stored-span.js';
import type { QueryLimits, StreamVolume } from '../../../storage/interface.js';
import type { SpanReader } from '../../../storage/span-interface.js';
import { logStreamCardinality } from './log-streams.js';
import { spanAttributeCardinality } from './span-attributes.js';

const LIMITS: QueryLimits = { timeoutMs: 1_000, maxMemory: 1 << 20 };
const RANGE = { start: 0n, end: 1_000n };

describe('log streams', () => {
  const volume = (labels: Record<string, string>, bytes: number): StreamVolume => ({
    labels: labelsFrom(Object.entries(labels)),
    streams: 1,
    interval: 0,
    entries: 10,
    bytes,
    metadataBytes: 1,
  });

  it('are counted, labels by their values and streams by their bytes', async () => {
    const found = [volume({ app: 'a', pod: '1' }, 9), volume({ app: 'a', pod: '2' }, 99), volume({ app: 'b' }, 49)];
    expect(await logStreamCardinality({ volumes: async () => found }, 'default', RANGE, LIMITS)).toEqual({
      streamCount: 3,
      entries: 30,
      bytes: 160,
      labelCount: 2,
      labels: [
        { name: 'app', valueCount: 2, streams: 3, bytes: 160 },
        { name: 'pod', valueCount: 2, streams: 2, bytes: 110 },
      ],
      streams: [
        { labels: { app: 'a', pod: '2' }, entries: 10, bytes: 100 },
        { labels: { app: 'b' }, entries: 10, bytes: 50 },
        { labels: { app: 'a', pod: '1' }, entries: 10, bytes: 10 },
      ],
    });
  });
});

describe('attributes of spans', () => {
  const span = (attributes: readonly string[]) =>
    ({
      resource: ['resource.host', 'sh', 'scope.name', 'x'],
      attributes,
      events: [],
      links: [],
    }) as unknown as StoredSpan;

  /** So many traces of as many spans each, whose `id` is another in each. */
  const spans = (traces: number, each: number, read: string[] = []): Pick<SpanReader, 'candidates' | 'traces'> => ({
    async *candidates() {
      yield Array.from({ length: traces }, (_, i) => `t${i}`);
    },
    async *traces(_tenant, ids) {
      read.push(...ids);
      for (const id of ids) yield Array.from({ length: each }, (_, i) => span(['id', `s${id}-${i}`, 'ok', 'btrue']));
    },
  });

  it('are counted with their values and bytes, those of resources apart', async () => {
    expect(await spanAttributeCardinality(spans(2, 2), 'default', RANGE, LIMITS)).toEqual({
      traceCount: 2,
      spanCount: 4,
      attributeCount: 3,
      attributes: [
        { scope: 'span', name: 'id', valueCount: 4, occurrences: 4, bytes: 4 * 'idt0-0'.length },
        { scope: 'span', name: 'ok', valueCount: 1, occurrences: 4, bytes: 4 * 'oktrue'.length },
        { scope: 'resource', name: 'host', valueCount: 1, occurrences: 4, bytes: 4 * 'hosth'.length },
      ],
    });
  });

  it('are those of a bounded number of traces and spans', async () => {
    const read: string[] = [];
    expect(await spanAttributeCardinality(spans(2_000, 1, read), 'default', RANGE, LIMITS)).toMatchObject({
      traceCount: 500,
    });
    expect(new Set(read).size).toBe(500);
    expect(await spanAttributeCardinality(spans(2_000, 300), 'default', RANGE, LIMITS)).toMatchObject({
      traceCount: 100,
    });
  });
});
