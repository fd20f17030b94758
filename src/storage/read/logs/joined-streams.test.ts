import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { embeddedEngine, LIMITS, storeWriter } from '../../../../test/support/embedded-store.js';
import { logBatch } from '../../../../test/support/store-batches.js';
import { labelPredicate } from '../../../lib/label-predicate.js';
import { type Labels, labelValue } from '../../../model/labels.js';
import type { Engine } from '../../engine/engine.js';
import type { ExtractedFilter, LabelMatcher, LogAggregation, StreamVolume } from '../../interface.js';
import { StoredLogAggregates } from './log-aggregates.js';
import { StoredLogs } from './log-reader.js';
import { StoredLogVolumes } from './log-volumes.js';

/** Streams that are named in a query, and the same joined to it. */

const TOPOLOGY = { database: 'quartet' };
const SECOND = 1_000_000_000n;
/** 2026-11-01T12:00:00Z */
const T0 = 1_793_534_400n * SECOND;
const STREAMS = 24;
const FEW = 3;

/** What was asked of it. */
const statements: string[] = [];
let engine: Pick<Engine, 'query'>;
let remove: () => Promise<void>;
/** Writes one entry more of a stream. */
let write: (labels: Readonly<Record<string, string>>, line: string) => Promise<void>;

beforeAll(async () => {
  const opened = await embeddedEngine();
  ({ remove } = opened);
  engine = {
    query: (sql, params, limits) => {
      statements.push(sql);
      return opened.engine.query(sql, params, limits);
    },
  };
  const writer = await storeWriter(opened.engine, TOPOLOGY.database);
  const rows = Array.from({ length: STREAMS }, (_, i) => {
    const entry = {
      ns: T0 + BigInt(i + 1) * SECOND,
      line: `{"status":${200 + (i % 3)},"env":"line"}`,
      metadata: { pod: `p${i % 2}` },
    };
    return {
      labels: {
        app: 'shop',
        zone: 'abc'[i % 3]!,
        trace: `t${i}`,
        // Not all have it.
        ...(i % 4 === 0 && { env: 'prod' }),
      },
      // Of every fifth an entry came twice.
      entries: i % 5 === 0 ? [entry, entry] : [entry],
    };
  });
  await writer.write({ tenant: 'default', logs: logBatch(writer.indexes, rows) });
  write = (labels, line) => {
    const entries = [{ ns: T0 + SECOND, line }];
    return writer.write({ tenant: 'default', logs: logBatch(writer.indexes, [{ labels, entries }]) });
  };
});

afterAll(() => remove());

const shop: LabelMatcher[] = [{ name: 'app', op: '=', value: 'shop' }];
const text = (name: string, op: LabelMatcher['op'], value: string): ExtractedFilter => ({
  kind: 'text',
  matcher: { name, op, value },
});
const status: ExtractedFilter = { kind: 'number', name: 'status', op: '>', value: 200 };
const json = { kind: 'json', expressions: [] } as const;

function judgeStream(filter: ExtractedFilter, stream: Labels): boolean | undefined {
  if ('left' in filter) {
    const sides = [judgeStream(filter.left, stream), judgeStream(filter.right, stream)];
    return filter.kind === 'and' ? sides.every(Boolean) : sides.some(Boolean);
  }
  if (filter.kind !== 'text') return undefined;
  const { name, op, value } = filter.matcher;
  return labelPredicate(op, value)(labelValue(stream, name));
}

const intervals = { origin: T0, every: 10n * SECOND, width: 10n * SECOND };
const range = { start: T0 + 1n, end: T0 + 60n * SECOND };

/** Groups as `labels @interval value`, sorted, those of equal labels added up; undefined where the store leaves them alone. */
async function groups(more: Partial<LogAggregation>, maxNamed?: number, asked = engine): Promise<string[] | undefined> {
  const logs = new StoredLogs(asked, TOPOLOGY, undefined, maxNamed);
  const aggregates = new StoredLogAggregates(asked, TOPOLOGY, logs, undefined, maxNamed);
  const aggregation: LogAggregation = {
    matchers: shop,
    lines: [],
    filters: [],
    streamFilters: [],
    judgeStream,
    by: [],
    value: 'entries',
    range,
    intervals,
    ...more,
  };
  const found = await aggregates.aggregate('default', aggregation, LIMITS);
  if (found === undefined) return undefined;
  const sums = new Map<string, number>();
  for await (const batch of found.groups()) {
    for (const { stream, labels, interval, value } of batch) {
      const key = `${[...stream, ...labels].join(',')} @${interval}`;
      sums.set(key, (sums.get(key) ?? 0) + value);
    }
  }
  const rest: string[] = [];
  for await (const batch of found.rest()) rest.push(...batch.map(({ line }) => line));
  return [...[...sums].map(([key, sum]) => `${key} ${sum}`), ...rest].sort();
}

describe('an aggregation of streams that are joined', () => {
  it.each<[string, Partial<LogAggregation>]>([
    ['all together', {}],
    ['by a label of all', { by: ['zone'] }],
    ['by two labels', { by: ['zone', 'app'] }],
    ['by a label of each', { by: ['trace'] }],
    ['by a label of some', { by: ['env'] }],
    ['by a label of none', { by: ['host'] }],
    ['by metadata', { by: ['pod', 'zone'] }],
    ['each by itself', { by: 'all' }],
    ['by what a parser finds', { by: ['status', 'zone'], parser: json }],
    ['bytes', { value: 'bytes', by: ['zone'] }],
    ['with lines that hold', { lines: [{ kind: 'contains', negated: false, alternatives: [':201'] }], by: ['zone'] }],
    ['that a filter lets pass', { filters: [text('zone', '=~', 'a|c')], by: ['zone'] }],
    ['of which a filter lets none pass', { filters: [text('zone', '=', 'x')] }],
    ['of which a filter lets all pass', { filters: [text('zone', '!=', 'x')] }],
    [
      'that a filter of two labels lets pass',
      {
        filters: [{ kind: 'or', left: text('zone', '=', 'a'), right: text('trace', '=', 't1') }],
        by: ['trace'],
      },
    ],
    [
      'that two filters let pass, and filters of entries',
      {
        parser: json,
        streamFilters: [text('zone', '!=', 'b')],
        filters: [text('trace', '=~', 't.*[02468]'), status],
        by: ['trace', 'status'],
      },
    ],
  ])('has the groups of one that names them: %s', async (_, more) => {
    const named = await groups(more);
    expect(named).toBeDefined();
    statements.length = 0;
    expect(await groups(more, FEW)).toEqual(named);
    const counted = statements.filter((sql) => sql.includes('AS is_plain'));
    expect(counted).toEqual([expect.stringContaining(' JOIN ')]);
    // Whose set would be made on the event loop.
    expect(statements.filter((sql) => /\bid IN \(SELECT/.test(sql))).toEqual([]);
  });

  it.each<[string, Partial<LogAggregation>]>([
    ['a filter of a label that some have', { filters: [text('env', '=', 'prod')] }],
    ['a filter that fails', { filters: [{ kind: 'number', name: 'zone', op: '>', value: 1 }] }],
    ['a parser, and a label that it may rename', { parser: json, by: ['env'] }],
  ])('leaves alone, as one that names them: %s', async (_, more) => {
    expect(await groups(more)).toBeUndefined();
    expect(await groups(more, FEW)).toBeUndefined();
  });
});

describe('a stream that comes while an aggregation is planned', () => {
  it.each([
    ['counts where its labels are those of others', 'like-others', { zone: 'c' }, [' @0 3']],
    ['is not counted where they change what is said of all', 'unlike', { status: 'x' }, [' @0 2']],
  ])('%s', async (_, app, labels, expected) => {
    await write({ app, zone: 'a' }, '{}');
    await write({ app, zone: 'b' }, '{}');
    const racing: Pick<Engine, 'query'> = {
      async *query(sql, params, limits) {
        if (sql.includes('AS is_plain')) await write({ app, ...labels }, '{}');
        yield* engine.query(sql, params, limits);
      },
    };
    const matchers = [{ name: 'app', op: '=', value: app }] as const;
    expect(await groups({ matchers, parser: json, by: ['status'] }, 1, racing)).toEqual(expected);
  });
});

describe('volumes of streams that are joined', () => {
  const shown = (volumes: readonly StreamVolume[]) => volumes.map((volume) => JSON.stringify(volume)).sort();

  it.each<[readonly string[] | 'all', number]>([
    [[], 3],
    [['zone'], 9],
    [['env', 'zone'], 15],
    ['all', STREAMS],
  ])('by %j are those of streams that are named', async (by, rows) => {
    const ask = (maxNamed?: number) =>
      new StoredLogVolumes(engine, TOPOLOGY, maxNamed).volumes('default', shop, range, 10n * SECOND, by, LIMITS);
    const named = await ask();
    expect(shown(await ask(FEW))).toEqual(shown(named));
    expect(named).toHaveLength(rows);
    expect(named.reduce((sum, { streams }) => sum + streams, 0)).toBe(STREAMS);
  });
});
