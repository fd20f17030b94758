import { describe, expect, it } from 'vitest';
import type { Labels } from '../../model/labels.js';
import { LogBatch } from '../../model/logs.js';
import type { SeriesRef } from '../../model/series.js';
import { TailHub } from './tail-hub.js';
import { TailQuery } from './tail-query.js';
import type { TailListener } from './tail-source.js';

const stream = (...labels: string[]): SeriesRef => ({
  tenant: 't',
  idLow: labels.join().length,
  idHigh: 0,
  labels,
  name: '',
  storedDays: new Set(),
});

const A = stream('app', 'a');
const B = stream('app', 'b', 'env', 'prod');

interface Row {
  readonly ref: SeriesRef;
  readonly ns: bigint;
  readonly line: string;
  readonly level?: string;
  readonly metadata?: Record<string, string>;
}

function batch(rows: readonly Row[], tenant = 't'): LogBatch {
  const made = new LogBatch(tenant);
  for (const { ref, ns, line, level = '', metadata = {} } of rows) {
    const bytes = Buffer.from(line);
    made.append(ref, Number(ns & 0xffffffffn), Number((ns >> 32n) & 0xffffffffn), bytes, 0, bytes.length, level);
    for (const [name, value] of Object.entries(metadata)) {
      const text = Buffer.from(value);
      made.metadataPair(name, text, 0, text.length);
    }
    made.endRow();
  }
  return made;
}

/** Keeps what it is told. */
class Follower implements TailListener {
  readonly lines: string[] = [];
  readonly labels: Record<string, string>[] = [];
  readonly times: bigint[] = [];
  readonly lost: (readonly [Labels, bigint])[] = [];

  entry({ line, ns, labels }: Parameters<TailListener['entry']>[0]): void {
    this.lines.push(line);
    this.times.push(ns);
    this.labels.push(Object.fromEntries([...labels.entries()].map(([name, value]) => [name, value])));
  }

  missed(labels: Labels, ns: bigint): void {
    this.lost.push([labels, ns]);
  }
}

/** What each query is told of the batches. */
async function told(batches: readonly LogBatch[], ...queries: string[]): Promise<Follower[]> {
  const hub = new TailHub();
  const followers = queries.map((query) => {
    const follower = new Follower();
    hub.subscribe('t', new TailQuery(query), follower);
    return follower;
  });
  for (const one of batches) hub.take(one);
  await idle();
  return followers;
}

/** The hub works in turns of the event loop. */
async function idle(): Promise<void> {
  for (let i = 0; i < 50; i++) await new Promise((resolve) => setImmediate(resolve));
}

const ROWS: readonly Row[] = [
  { ref: A, ns: 1n, line: 'first', level: 'info' },
  { ref: B, ns: 2n, line: '{"status":500}', level: 'error', metadata: { user: 'u1', trace_id: 't1' } },
  { ref: B, ns: 3n, line: '{"status":200}', metadata: { user: 'ü2' } },
  { ref: A, ns: 1_795_176_000_000_000_001n, line: 'läst\n' },
  { ref: A, ns: -5n, line: '' },
];

describe('entries reach those whose query they pass', () => {
  it.each([
    ['{app="a"}', ['first', 'läst\n', '']],
    ['{app=~"a|b"}', ['first', '{"status":500}', '{"status":200}', 'läst\n', '']],
    ['{app=~".+", env=""}', ['first', 'läst\n', '']],
    ['{app="b", env!="prod"}', []],
    ['{app=~".+"} |= "ä"', ['läst\n']],
    ['{app=~".+"} |= "st" != "first"', ['{"status":500}', '{"status":200}', 'läst\n']],
    ['{app=~".+"} |~ "^.irst$"', ['first']],
    ['{app=~".+"} | json | __error__="" | status > 400', ['{"status":500}']],
    ['{app=~".+"} | user="ü2"', ['{"status":200}']],
    ['{app=~".+"} | trace_id="t1" | line_format "{{.user}}"', ['u1']],
    ['{app=~".+"} | detected_level="info"', ['first']],
    // Behind what writes the line anew its bytes are no longer looked at.
    ['{app="a"} | line_format "new" |= "new"', ['new', 'new', 'new']],
  ])('%s', async (query, lines) => {
    const [follower] = await told([batch(ROWS)], query);
    expect(follower!.lines).toEqual(lines);
  });

  it('with time, labels and structured metadata as the store has them', async () => {
    const [follower] = await told([batch(ROWS)], '{app=~".+"}');
    expect(follower!.times).toEqual(ROWS.map(({ ns }) => ns));
    expect(follower!.labels[1]).toEqual({
      app: 'b',
      env: 'prod',
      user: 'u1',
      trace_id: 't1',
      detected_level: 'error',
    });
  });

  it('of their tenant alone', async () => {
    const [follower] = await told([batch(ROWS, 'another'), batch([{ ref: A, ns: 9n, line: 'mine' }])], '{app="a"}');
    expect(follower!.lines).toEqual(['mine']);
  });

  it('in the order of their acknowledgement, from the subscription on until its end', async () => {
    const hub = new TailHub();
    const query = new TailQuery('{app="a"}');
    const [early, late] = [new Follower(), new Follower()];
    const subscription = hub.subscribe('t', query, early);
    hub.take(batch([{ ref: A, ns: 1n, line: '1' }]));
    // The batch is not looked at yet, but who comes now finds it in the store.
    hub.subscribe('t', query, late);
    hub.take(batch([{ ref: A, ns: 2n, line: '2' }]));
    await idle();
    subscription.end();
    hub.take(batch([{ ref: A, ns: 3n, line: '3' }]));
    await idle();
    expect([early.lines, late.lines]).toEqual([
      ['1', '2'],
      ['2', '3'],
    ]);
  });
});

it('what cannot wait is missed, the oldest first', async () => {
  const hub = new TailHub(3_000);
  const [follower, other] = [new Follower(), new Follower()];
  hub.subscribe('t', new TailQuery('{app="a"}'), follower);
  hub.subscribe('t', new TailQuery('{app="b"}'), other);
  for (const ns of [1n, 2n, 3n]) hub.take(batch([{ ref: A, ns, line: 'x'.repeat(1_400) }]));
  await idle();
  expect(follower.lost).toEqual([[['app', 'a'], 1n]]);
  expect(follower.times).toEqual([2n, 3n]);
  expect(other.lost).toEqual([]);
});
