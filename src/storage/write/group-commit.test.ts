import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { QuartetError } from '../../model/errors.js';
import { GroupCommit, type GroupCommitOptions } from './group-commit.js';
import { type EncodedRows, tableLayout } from './table.js';

const SERIES = tableLayout('series', { id: 'UInt64' });
const SAMPLES = tableLayout('samples', { id: 'UInt64' });
const HISTOGRAMS = tableLayout('histograms', { id: 'UInt64' });

const rows = (table: EncodedRows['table'], name: string, bytes = 10): EncodedRows => ({
  table,
  rows: 1,
  chunks: [Buffer.from(name)],
  bytes,
});

/** An insert that was begun: ended by the test. */
interface Begun {
  readonly table: string;
  readonly names: string[];
  readonly succeed: () => void;
  readonly fail: (error: Error) => void;
}

let begun: Begun[];
let flushes: Parameters<NonNullable<GroupCommitOptions['onFlush']>>[0][];

function lane(options: Partial<GroupCommitOptions> = {}): GroupCommit {
  return new GroupCommit({
    insert: ({ name }, blocks) =>
      new Promise((succeed, fail) => {
        begun.push({ table: name, names: blocks.map((block) => Buffer.from(block).toString()), succeed, fail });
      }),
    maxDelayMs: 100,
    eagerBytes: 1000,
    maxGroupBytes: 5000,
    onFlush: (flush) => flushes.push(flush),
    ...options,
  });
}

/** Lets what has been promised go on. */
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  begun = [];
  flushes = [];
});

afterEach(() => {
  vi.useRealTimers();
});

describe('when a group is stored', () => {
  it('waits for company, but not longer than the delay', async () => {
    const commit = lane();
    const first = commit.add([rows(SAMPLES, 'a')]);
    await vi.advanceTimersByTimeAsync(60);
    const second = commit.add([rows(SAMPLES, 'b')]);
    await vi.advanceTimersByTimeAsync(39);
    expect(begun).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(begun.map(({ names }) => names)).toEqual([['a', 'b']]);
    begun[0]!.succeed();
    await Promise.all([first, second]);
  });

  it('goes at once when there is much of it', async () => {
    const commit = lane();
    void commit.add([rows(SAMPLES, 'small', 999)]);
    expect(begun).toHaveLength(0);
    void commit.add([rows(SAMPLES, 'last', 1)]);
    expect(begun.map(({ names }) => names)).toEqual([['small', 'last']]);
  });

  it('gathers what comes while the one before is under way', async () => {
    const commit = lane();
    const first = commit.add([rows(SAMPLES, 'big', 1000)]);
    const others = ['a', 'b', 'c'].map((name) => commit.add([rows(SAMPLES, name, 500)]));
    await vi.advanceTimersByTimeAsync(1000);
    expect(begun).toHaveLength(1);
    begun[0]!.succeed();
    await first;
    await settle();
    expect(begun.map(({ names }) => names)).toEqual([['big'], ['a', 'b', 'c']]);
    begun[1]!.succeed();
    await Promise.all(others);
  });

  it('resolves only when the last table has its rows', async () => {
    const commit = lane();
    let done = false;
    void commit.add([rows(SERIES, 's'), rows(SAMPLES, 'a', 1000)]).then(() => {
      done = true;
    });
    begun[0]!.succeed();
    await settle();
    expect(done).toBe(false);
    begun[1]!.succeed();
    await settle();
    expect(done).toBe(true);
  });
});

describe('bounds', () => {
  it('a flush takes no more than its bytes, and a bigger request alone', async () => {
    const commit = lane();
    void commit.add([rows(SAMPLES, 'now', 1000)]);
    for (const [name, bytes] of [
      ['a', 3000],
      ['b', 2000],
      ['c', 1],
      ['huge', 9000],
      ['d', 1000],
    ] as const)
      void commit.add([rows(SAMPLES, name, bytes)]);
    for (let i = 0; i < 5; i++) {
      begun.at(-1)!.succeed();
      await settle();
    }
    expect(begun.map(({ names }) => names)).toEqual([['now'], ['a', 'b'], ['c'], ['huge'], ['d']]);
  });

  it('counts what waits and what is under way until it is stored', async () => {
    const commit = lane();
    void commit.add([rows(SERIES, 's', 200), rows(SAMPLES, 'a', 800)]);
    void commit.add([rows(SAMPLES, 'b', 30)]);
    expect(commit.bytes).toBe(1030);
    begun[0]!.succeed();
    await settle();
    expect(commit.bytes).toBe(1030);
    begun[1]!.succeed();
    await settle();
    expect(commit.bytes).toBe(30);
  });
});

describe('order of tables', () => {
  it.each([
    ['label sets first', [[SERIES, SAMPLES]], ['series', 'samples']],
    ['also when a request without them came first', [[SAMPLES], [SERIES, SAMPLES]], ['series', 'samples']],
    [
      'and two that refer to them come later',
      [[SERIES, HISTOGRAMS], [SAMPLES], [SERIES, SAMPLES, HISTOGRAMS]],
      ['series', 'samples', 'histograms'],
    ],
  ])('%s', async (_, requests, expected) => {
    const commit = lane();
    for (const tables of requests) void commit.add(tables.map((table) => rows(table, table.name)));
    await vi.advanceTimersByTimeAsync(100);
    for (let i = 0; i < expected.length; i++) {
      begun[i]!.succeed();
      await settle();
    }
    expect(begun.map(({ table }) => table)).toEqual(expected);
  });
});

describe('failures', () => {
  const refused = new QuartetError('invalid_argument', 'bad rows');

  it('judge each request of a refused group alone', async () => {
    const commit = lane();
    const outcomes = ['a', 'bad', 'c'].map((name) =>
      commit.add([rows(SAMPLES, name)]).then(
        () => 'stored',
        (error) => error,
      ),
    );
    await vi.advanceTimersByTimeAsync(100);
    begun[0]!.fail(refused);
    await settle();
    for (let i = 1; i <= 3; i++) {
      if (begun[i]!.names[0] === 'bad') begun[i]!.fail(refused);
      else begun[i]!.succeed();
      await settle();
    }
    expect(begun.map(({ names }) => names)).toEqual([['a', 'bad', 'c'], ['a'], ['bad'], ['c']]);
    expect(await Promise.all(outcomes)).toEqual(['stored', refused, 'stored']);
    expect(commit.bytes).toBe(0);
    expect(flushes).toMatchObject([{ requests: 3, bytes: 30, error: refused }]);
  });

  it('reach everybody at once when the engine is gone', async () => {
    const commit = lane();
    const gone = new QuartetError('unavailable', 'no engine', { retryAfter: 2 });
    const outcomes = Promise.allSettled(['a', 'b'].map((name) => commit.add([rows(SAMPLES, name)])));
    await vi.advanceTimersByTimeAsync(100);
    begun[0]!.fail(gone);
    expect(await outcomes).toMatchObject([
      { status: 'rejected', reason: gone },
      { status: 'rejected', reason: gone },
    ]);
    expect(begun).toHaveLength(1);
  });

  it('are typed whatever was thrown, and leave the lane working', async () => {
    const commit = lane();
    const outcome = commit.add([rows(SAMPLES, 'a', 1000)]).catch((error: unknown) => error);
    begun[0]!.fail(new TypeError('what'));
    expect(await outcome).toMatchObject({ name: 'QuartetError', code: 'internal', message: 'what' });
    const next = commit.add([rows(SAMPLES, 'b', 1000)]);
    await settle();
    begun[1]!.succeed();
    await next;
  });
});

describe('drain', () => {
  it('stores what waits without delay and ends when nothing is left', async () => {
    const commit = lane();
    void commit.add([rows(SAMPLES, 'under way', 1000)]);
    void commit.add([rows(SAMPLES, 'waits')]);
    let drained = false;
    const draining = commit.drain().then(() => {
      drained = true;
    });
    begun[0]!.succeed();
    await settle();
    expect(begun.map(({ names }) => names)).toEqual([['under way'], ['waits']]);
    expect(drained).toBe(false);
    begun[1]!.succeed();
    await draining;
    expect(commit.bytes).toBe(0);
  });

  it('ends at once when there is nothing', async () => {
    await lane().drain();
  });

  it('ends when the rows are refused', async () => {
    const commit = lane();
    const outcome = commit.add([rows(SAMPLES, 'a')]).catch((error: unknown) => error);
    const draining = commit.drain();
    begun[0]!.fail(new QuartetError('internal', 'no'));
    await draining;
    expect(await outcome).toBeInstanceOf(QuartetError);
  });
});
