import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compress } from 'snappy';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { backfillRules } from '../../src/cli/rules/backfill.js';
import { AppInProcess } from '../support/app-in-process.js';
import { encodeV1, type HistogramMessage } from '../support/remote-write-messages.js';

const SECOND = 1000;

const exponential = (i: number): HistogramMessage => ({
  countInt: 6 * i,
  sum: 10.5 * i,
  schema: 3,
  zeroThreshold: 0.001,
  zeroCountInt: i,
  negativeSpans: [{ offset: -2, length: 1 }],
  negativeDeltas: [i],
  positiveSpans: [
    { offset: 1, length: 2 },
    { offset: 4, length: 1 },
  ],
  positiveDeltas: [i, 0, i],
});

/** Its second bucket has nothing, which Prometheus' form of answers leaves out. */
const custom = (i: number): HistogramMessage => ({
  countFloat: 3 * i,
  sum: 2.5 * i,
  schema: -53,
  positiveSpans: [{ offset: 0, length: 3 }],
  positiveCounts: [i, 0, 2 * i],
  customValues: [0.1, 0.5, 1],
});

const RULES: Readonly<Record<string, string>> = {
  rate: 'rate(exponential[10s])',
  total: 'sum(exponential)',
  same: 'exponential{instance="a"}',
  custom: 'sum by (job) (custom)',
  both: 'exponential or on() vector(1)',
  none: 'exponential * 0',
};

/** A file of rules that record under `prefix`; JSON is YAML. */
const rules = (prefix: string) =>
  JSON.stringify({
    groups: [
      {
        name: prefix,
        interval: '1s',
        align_evaluation_time_on_interval: true,
        rules: Object.entries(RULES).map(([name, expr]) => ({ record: `${prefix}:${name}`, expr })),
      },
    ],
  });

const directory = mkdtempSync(join(tmpdir(), 'quartet-backfill-'));
const file = (name: string) => join(directory, `${name}.yml`);
let app: AppInProcess;

beforeAll(async () => {
  for (const name of ['live', 'back']) writeFileSync(file(name), rules(name));
  app = await AppInProcess.start({ ruleFiles: [file('live')] }, directory);
});

afterAll(async () => {
  await app?.remove();
});

interface Series {
  readonly metric: Readonly<Record<string, string>>;
  readonly values?: readonly (readonly [number, string])[];
  readonly histograms?: readonly (readonly [number, { readonly protobuf: string }])[];
}

/** The stored samples of what records under `prefix`, by rule, in a time of 20 s up to `at`. */
async function stored(prefix: string, at: number): Promise<Map<string, Series[]>> {
  const query = `{__name__=~"${prefix}:.+"}[20s]`;
  const parameters = new URLSearchParams({ query, time: String(at), native_histograms: 'protobuf' });
  const answer = await fetch(app.url('prometheus', `/api/v1/query?${parameters}`));
  const { data } = (await answer.json()) as { data: { result: Series[] } };
  const found = new Map<string, Series[]>();
  for (const { metric, ...points } of data.result) {
    const { __name__: name, ...labels } = metric;
    const rule = name!.slice(prefix.length + 1);
    found.set(rule, [...(found.get(rule) ?? []), { metric: labels, ...points }]);
  }
  return found;
}

it('native histograms are backfilled as live evaluation stores them', { timeout: 60_000 }, async () => {
  const now = Math.floor(Date.now() / SECOND);
  const series = ['a', 'b'].flatMap((instance) =>
    Object.entries({ exponential, custom }).map(([name, make]) => ({
      labels: { __name__: name, instance, job: 'shop' },
      histograms: Array.from({ length: 60 }, (_, i) => ({ ...make(i + 1), timestamp: (now - 20 + i) * SECOND })),
    })),
  );
  const written = await fetch(app.url('prometheus', '/api/v1/write'), {
    method: 'POST',
    headers: { 'content-type': 'application/x-protobuf', 'content-encoding': 'snappy' },
    body: new Uint8Array(await compress(encodeV1(series))),
  });
  expect([written.status, await written.text()]).toEqual([204, '']);

  // Four evaluations that saw what was written: of the first rule to be evaluated, all have been when the last one has.
  const count = (one: Series | undefined) => (one?.histograms ?? []).filter(([time]) => time > now + 2).length;
  await vi.waitUntil(async () => count((await stored('live', now + 20)).get('none')?.[0]) >= 4, {
    timeout: 30_000,
    interval: 250,
  });
  const [from, to] = [now + 3, now + 6];
  const spies = [vi.spyOn(console, 'log').mockReturnValue(), vi.spyOn(console, 'error').mockReturnValue()];
  const url = app.url('prometheus', '');
  try {
    await backfillRules({ rules: [file('back')], start: String(from), end: String(to), url, lokiUrl: url });
  } finally {
    for (const spy of spies) spy.mockRestore();
  }

  const within = (all: Map<string, Series[]>) => {
    const at = ([time]: readonly [number, unknown]) => time >= from && time <= to;
    const cut = ({ metric, values = [], histograms = [] }: Series) => ({
      metric,
      values: values.filter(at),
      histograms: histograms.filter(at),
    });
    const held = ({ values, histograms }: ReturnType<typeof cut>) => values.length + histograms.length > 0;
    return Object.fromEntries([...all].map(([rule, found]) => [rule, found.map(cut).filter(held)]));
  };
  const [live, back] = [within(await stored('live', now + 20)), within(await stored('back', now + 20))];
  expect(Object.keys(live).sort()).toEqual(Object.keys(RULES).sort());
  expect(back).toEqual(live);
  expect(JSON.stringify(back).match(/"protobuf"/g)).toHaveLength(4 * (2 + 1 + 1 + 1 + 2 + 2));
});
