import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { QuartetError } from '../../model/errors.js';
import type { JournalSegment } from './journal.js';
import { Lane, type LaneOptions } from './lane.js';
import { type EncodedRows, tableLayout } from './table.js';

const SERIES = tableLayout('series', { id: 'UInt64' });
const SAMPLES = tableLayout('samples', { id: 'UInt64' });

const rows = (name: string, table = SAMPLES, bytes = 10): EncodedRows => ({
  table,
  rows: 1,
  chunks: [Buffer.from(name)],
  bytes,
});

interface Pending {
  readonly names: readonly string[];
  readonly succeed: () => void;
  readonly fail: (error: Error) => void;
}

/** Appends and inserts that were begun, each ended by the test; segments that were removed. */
let appends: (Pending & { segment: string })[];
let inserts: (Pending & { table: string; token: string })[];
let removed: string[];
let refused: unknown[];

function lane<T = never>(options: Partial<LaneOptions> = {}): Lane<T> {
  let segments = 0;
  return new Lane<T>({
    name: 'metrics',
    journal: {
      begin: async (name) => {
        const segment = `${name}-${segments++}`;
        return {
          name: segment,
          append: (parts: readonly EncodedRows[]) =>
            new Promise<void>((succeed, fail) => appends.push({ segment, names: parts.flatMap(texts), succeed, fail })),
          remove: async () => void removed.push(segment),
        } as unknown as JournalSegment;
      },
    },
    insert: ({ name }, blocks, token) =>
      new Promise((succeed, fail) => inserts.push({ table: name, token, names: blocks.map(String), succeed, fail })),
    insertBytes: 1000,
    maxAgeMs: 2000,
    retryMs: 500,
    onRefused: (...args) => refused.push(args),
    ...options,
  });
}

const texts = ({ chunks }: EncodedRows): string[] => chunks.map(String);

/** Lets what has been promised go on. */
const settle = () => vi.advanceTimersByTimeAsync(0);

/** Ends the appends that are under way. */
async function appended(): Promise<void> {
  await settle();
  for (const append of appends.splice(0)) append.succeed();
  await settle();
}

const state = (promise: Promise<unknown>) =>
  Promise.race([
    promise.then(
      () => 'done',
      (error: Error) => error.message,
    ),
    settle().then(() => 'waits'),
  ]);

beforeEach(() => {
  vi.useFakeTimers();
  appends = [];
  inserts = [];
  removed = [];
  refused = [];
});

afterEach(() => vi.useRealTimers());

describe('a request', () => {
  it('is acknowledged when the journal has it, before it is inserted', async () => {
    const one = lane();
    const first = one.add([rows('a')]);
    expect(await state(first)).toBe('waits');
    appends[0]!.succeed();
    await first;
    expect(inserts).toEqual([]);
    expect(one.bytes).toBe(10);
  });

  it('is told of from its acknowledgement until it is inserted', async () => {
    const one = lane<string>();
    void one.add([rows('a', SAMPLES, 1000)], 'a');
    void one.add([rows('b', SAMPLES, 1000)]);
    expect(one.waiting()).toEqual([]);
    await appended();
    void one.add([rows('c')], 'c');
    await appended();
    expect(one.waiting()).toEqual(['a', 'c']);
    inserts[0]!.succeed();
    await settle();
    expect(one.waiting()).toEqual(['c']);
  });

  it('shares an append with those that came while the last one was under way', async () => {
    const one = lane();
    const all = [one.add([rows('a')]), one.add([rows('b')])];
    await settle();
    all.push(one.add([rows('c')]), one.add([rows('d')]));
    expect(appends.map(({ names }) => names)).toEqual([['a', 'b']]);
    appends[0]!.succeed();
    await settle();
    expect(appends.map(({ names }) => names)).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    appends[1]!.succeed();
    await Promise.all(all);
  });

  it('fails when the journal does; what the segment had before stays, and the next one begins another', async () => {
    const one = lane();
    const kept = one.add([rows('kept')]);
    await appended();
    await kept;
    const lost = one.add([rows('lost')]);
    await settle();
    appends[0]!.fail(new QuartetError('unavailable', 'disk full'));
    expect(await state(lost)).toBe('disk full');
    appends = [];
    void one.add([rows('next')]);
    await settle();
    expect(appends[0]!.segment).toBe('metrics-1');
    expect(inserts.map(({ names }) => names)).toEqual([['kept']]);
    expect(one.bytes).toBe(20);
  });
});

describe('a group', () => {
  it('is inserted when it is large, table by table, under the name of its segment; then the segment goes', async () => {
    const one = lane();
    void one.add([rows('s', SERIES, 500), rows('a', SAMPLES, 500)]);
    void one.add([rows('b')]);
    await appended();
    expect(inserts.map(({ table, names, token }) => [table, names, token])).toEqual([['series', ['s'], 'metrics-0']]);
    inserts[0]!.succeed();
    await settle();
    expect(inserts[1]).toMatchObject({ table: 'samples', names: ['a', 'b'], token: 'metrics-0' });
    expect(removed).toEqual([]);
    inserts[1]!.succeed();
    await settle();
    expect(removed).toEqual(['metrics-0']);
    expect(one.bytes).toBe(0);
  });

  it('is inserted when its oldest rows have waited long enough', async () => {
    const one = lane();
    void one.add([rows('a')]);
    await appended();
    await vi.advanceTimersByTimeAsync(1500);
    void one.add([rows('b')]);
    await appended();
    expect(inserts).toEqual([]);
    await vi.advanceTimersByTimeAsync(500);
    expect(inserts[0]!.names).toEqual(['a', 'b']);
  });

  it('is inserted after the one before it', async () => {
    const one = lane();
    void one.add([rows('a', SAMPLES, 1000)]);
    await appended();
    void one.add([rows('b', SAMPLES, 1000)]);
    await appended();
    expect(inserts.map(({ names }) => names)).toEqual([['a']]);
    inserts[0]!.succeed();
    await settle();
    expect(inserts.map(({ names, token }) => [names, token])).toEqual([
      [['a'], 'metrics-0'],
      [['b'], 'metrics-1'],
    ]);
  });
});

describe('settle', () => {
  it('has nothing to wait for when all is in the tables', async () => {
    expect(await state(lane().settle())).toBe('done');
  });

  it('inserts what was acknowledged before it and waits for that, not for what comes after', async () => {
    const one = lane();
    void one.add([rows('a')]);
    await appended();
    const reader = one.settle();
    const later = one.add([rows('b')]);
    await appended();
    await later;
    expect(inserts.map(({ names }) => names)).toEqual([['a']]);
    inserts[0]!.succeed();
    expect(await state(reader)).toBe('done');
  });

  it('waits for an append that is under way, so that a group is never cut in two', async () => {
    const one = lane();
    void one.add([rows('a')]);
    await appended();
    void one.add([rows('b')]);
    await settle();
    const reader = one.settle();
    await settle();
    expect(inserts).toEqual([]);
    await appended();
    expect(inserts[0]!.names).toEqual(['a', 'b']);
    inserts[0]!.succeed();
    expect(await state(reader)).toBe('done');
  });

  it('fails while the engine is away, and the group is tried again under the same token', async () => {
    const one = lane();
    void one.add([rows('a')]);
    await appended();
    const reader = one.settle();
    await settle();
    inserts[0]!.fail(new QuartetError('unavailable', 'away'));
    expect(await state(reader)).toBe('away');
    expect(one.failure?.message).toBe('away');
    expect(await state(one.settle())).toBe('away');
    await vi.advanceTimersByTimeAsync(500);
    expect(inserts[1]).toMatchObject({ names: ['a'], token: 'metrics-0' });
    inserts[1]!.succeed();
    await settle();
    expect([one.failure, one.bytes, removed]).toEqual([undefined, 0, ['metrics-0']]);
  });
});

describe('rows that the engine refuses', () => {
  it('do not take others with them', async () => {
    const one = lane();
    void one.add([rows('good')]);
    void one.add([rows('bad')]);
    await appended();
    void one.settle();
    await settle();
    inserts[0]!.fail(new QuartetError('invalid_argument', 'no'));
    await settle();
    expect(inserts[1]).toMatchObject({ names: ['good'], token: 'metrics-0/0' });
    inserts[1]!.succeed();
    await settle();
    expect(inserts[2]).toMatchObject({ names: ['bad'], token: 'metrics-0/1' });
    inserts[2]!.fail(new QuartetError('invalid_argument', 'no'));
    await settle();
    expect(refused).toEqual([['samples', 1, expect.objectContaining({ message: 'no' })]]);
    expect(removed).toEqual(['metrics-0']);
  });
});

describe('drain', () => {
  it('appends and inserts what waits', async () => {
    const one = lane();
    void one.add([rows('a')]);
    const drained = one.drain();
    await appended();
    expect(inserts[0]!.names).toEqual(['a']);
    inserts[0]!.succeed();
    expect(await state(drained)).toBe('done');
  });

  it('leaves to the journal what the engine does not take', async () => {
    const one = lane();
    void one.add([rows('a')]);
    const drained = one.drain();
    await appended();
    inserts[0]!.fail(new QuartetError('unavailable', 'away'));
    expect(await state(drained)).toBe('done');
    expect(removed).toEqual([]);
  });
});
