import { describe, expect, it } from 'vitest';
import { labelsToObject } from '../../src/model/labels.js';
import { DrivenClock } from '../support/driven-clock.js';
import { groupsOf, MINUTE, RuleBench, T0 } from './rule-bench.js';

const ALIGNED = 'align_evaluation_time_on_interval: true';

const DOWN = (more = '') => `
groups:
  - name: g
    ${ALIGNED}
    rules:
      - alert: Down
        expr: up == 0
        ${more}
        labels: {severity: page}
        annotations: {summary: "{{ $labels.instance }} is {{ $value }}"}
`;

/** A minute passes, in which `up` of an instance has this value. */
async function minute(bench: RuleBench, up: number): Promise<void> {
  bench.add('up', { instance: 'a' }, up, bench.clock.now() + MINUTE - 1);
  await bench.clock.advance(MINUTE);
}

const KEY = '{alertname="Down", instance="a", severity="page"}';

describe('an alert', () => {
  it('is pending, fires, goes on firing, and resolves', async () => {
    const bench = new RuleBench();
    await bench.rules.apply(groupsOf(DOWN('for: 2m\n        keep_firing_for: 3m')), ['cluster', 'eu']);
    await bench.rules.start();
    const states: (string | undefined)[] = [];
    for (const up of [1, 0, 0, 0, 1, 1, 1, 1, 1]) {
      await minute(bench, up);
      states.push(bench.states()[KEY]);
    }
    expect(states).toEqual([
      undefined,
      'pending',
      'pending',
      'firing',
      'firing',
      'firing',
      'firing',
      'inactive',
      'inactive',
    ]);
    const [first] = bench.sent;
    expect(first!.ms).toBe(T0 + 4 * MINUTE);
    expect(first!.alerts).toEqual([
      {
        labels: ['alertname', 'Down', 'cluster', 'eu', 'instance', 'a', 'severity', 'page'],
        annotations: ['summary', 'a is 0'],
        startsAtMs: T0 + 4 * MINUTE,
        endsAtMs: T0 + 8 * MINUTE,
        generatorUrl: 'http://quartet:3000/graph?g0.expr=up+%3D%3D+0&g0.tab=1',
      },
    ]);
    // Told again after more than the resend delay, and once it is over.
    expect(bench.sent.map(({ ms }) => (ms - T0) / MINUTE)).toEqual([4, 6, 8]);
    expect(bench.sent[2]!.alerts[0]!.endsAtMs).toBe(T0 + 8 * MINUTE);
    await bench.rules.stop();
  });

  it('tells of itself in ALERTS, whose series end with their states', async () => {
    const bench = new RuleBench();
    await bench.rules.apply(groupsOf(DOWN('for: 1m')), []);
    await bench.rules.start();
    await minute(bench, 0);
    expect(await bench.ask('ALERTS')).toEqual({
      '{alertname="Down", alertstate="pending", instance="a", severity="page"}': 1,
    });
    expect(await bench.ask('ALERTS_FOR_STATE')).toEqual({ [KEY]: T0 / 1000 + 60 });
    await minute(bench, 0);
    expect(await bench.ask('ALERTS')).toEqual({
      '{alertname="Down", alertstate="firing", instance="a", severity="page"}': 1,
    });
    await minute(bench, 1);
    expect(await bench.ask('ALERTS')).toEqual({});
    expect(await bench.ask('ALERTS_FOR_STATE')).toEqual({});
  });

  it('names the series that count most', async () => {
    const bench = new RuleBench();
    const expr = 'sum by (job) (errors) / sum by (job) (requests) > 0.5';
    await bench.rules.apply(groupsOf(`groups: [{name: g, ${ALIGNED}, rules: [{alert: Errors, expr: '${expr}'}]}]`), []);
    await bench.rules.start();
    for (let i = 1; i <= 7; i++) bench.add('errors', { job: 'x', path: `/${i}` }, i);
    bench.add('errors', { job: 'y', path: '/y' }, 100);
    bench.add('requests', { job: 'x' }, 29);
    bench.add('requests', { job: 'y' }, 1e6);
    await bench.clock.advance(MINUTE);
    expect(labelsToObject(bench.sent[0]!.alerts[0]!.annotations)).toEqual({
      top_contributors:
        'errors{job="x", path="/7"} 7, errors{job="x", path="/6"} 6, errors{job="x", path="/5"} 5, errors{job="x", path="/4"} 4, errors{job="x", path="/3"} 3',
    });
  });

  it('goes out with a template that fails', async () => {
    const bench = new RuleBench();
    const text = DOWN().replace('{{ $value }}', '{{ humanize `x` }}');
    await bench.rules.apply(groupsOf(text), []);
    await bench.rules.start();
    await minute(bench, 0);
    const { summary } = labelsToObject(bench.sent[0]!.alerts[0]!.annotations);
    expect(summary).toMatch(/^<error expanding template: .*error calling humanize: strconv.ParseFloat/);
    expect(bench.warnings).toHaveLength(1);
  });

  it('is not held up by who does not take it', async () => {
    let calls = 0;
    const bench = new RuleBench({
      alerts: {
        send: () => {
          calls++;
          return new Promise(() => undefined);
        },
      },
    });
    await bench.rules.apply(groupsOf(DOWN()), []);
    await bench.rules.start();
    bench.add('up', { instance: 'a' }, 0);
    // Evaluated by hand: a tick of the driven clock waits for the notices.
    const [evaluator] = bench.rules.evaluators;
    for (let i = 1; i <= 5; i++) await evaluator!.evaluate(T0 + i * 2 * MINUTE, 'all', new AbortController().signal);
    expect(calls).toBe(2);
    expect(bench.states()[KEY]).toBe('inactive');
  });
});

describe('a restart', () => {
  const LONG = DOWN('for: 30m');

  async function restarted(pendingMinutes: number, awayMinutes: number): Promise<RuleBench> {
    const bench = new RuleBench();
    await bench.rules.apply(groupsOf(LONG), []);
    await bench.rules.start();
    for (let i = 0; i < pendingMinutes; i++) await minute(bench, 0);
    await bench.rules.stop();
    await bench.clock.advance(awayMinutes * MINUTE);
    bench.restart();
    await bench.rules.apply(groupsOf(LONG), []);
    await bench.rules.start();
    return bench;
  }

  /** Minutes after the restart when the alert fires. */
  async function firesAfter(bench: RuleBench): Promise<number> {
    for (let i = 1; i <= 45; i++) {
      await minute(bench, 0);
      if (bench.states()[KEY] === 'firing') return i;
    }
    throw new Error('it does not fire');
  }

  it('lets for go on, without the time of the outage', async () => {
    // Pending since minute 1, seen until minute 11: 20 of 30 minutes are left.
    expect(await firesAfter(await restarted(11, 20))).toBe(21);
  });

  it('leaves at least the grace period', async () => {
    expect(await firesAfter(await restarted(29, 20))).toBe(11);
  });

  it('lets what fired fire at once', async () => {
    expect(await firesAfter(await restarted(35, 20))).toBe(1);
  });

  it('begins anew after a longer outage', async () => {
    expect(await firesAfter(await restarted(11, 61))).toBe(31);
  });

  it('takes an alert that comes with the second evaluation', async () => {
    const bench = await restarted(35, 20);
    await minute(bench, 1);
    expect(bench.states()).toEqual({});
    await minute(bench, 0);
    expect(bench.states()[KEY]).toBe('firing');
  });
});

describe('a group', () => {
  it('lets its rules see what those before them recorded', async () => {
    const bench = new RuleBench();
    await bench.rules.apply(
      groupsOf(`
groups:
  - name: g
    ${ALIGNED}
    rules:
      - {record: 'job:m:sum', expr: sum by (job) (m), labels: {by: rules}}
      - {record: 'm:max', expr: 'max(job:m:sum{by="rules"}) * 2'}
      - {alert: High, expr: 'm:max > 5'}
`),
      [],
    );
    await bench.rules.start();
    bench.add('m', { job: 'x', i: '1' }, 1);
    bench.add('m', { job: 'x', i: '2' }, 2);
    await bench.clock.advance(MINUTE);
    expect(await bench.ask('job:m:sum')).toEqual({ '{by="rules", job="x"}': 3 });
    expect(await bench.ask('m:max')).toEqual({ '{}': 6 });
    expect(bench.states()).toEqual({ '{alertname="High"}': 'firing' });
    // Three rules, of which each reads the one before.
    expect(bench.store.writer.batches).toHaveLength(3);
  });

  it('stores at once what no rule waits for', async () => {
    const bench = new RuleBench();
    const rules = "[{record: a, expr: vector(1)}, {record: b, expr: 'sum(up)'}, {record: c, expr: vector(3)}]";
    await bench.rules.apply(groupsOf(`groups: [{name: g, ${ALIGNED}, rules: ${rules}}]`), []);
    await bench.rules.start();
    await minute(bench, 5);
    expect(bench.store.writer.batches).toHaveLength(1);
    expect([await bench.ask('a'), await bench.ask('b'), await bench.ask('c')]).toEqual([
      { '{}': 1 },
      { '{}': 5 },
      { '{}': 3 },
    ]);
  });

  it('ends the series that a rule no longer yields', async () => {
    const bench = new RuleBench();
    await bench.rules.apply(groupsOf(`groups: [{name: g, ${ALIGNED}, rules: [{record: r, expr: m > 0}]}]`), []);
    await bench.rules.start();
    bench.add('m', { i: '1' }, 1, T0 + MINUTE);
    bench.add('m', { i: '2' }, 2, T0 + MINUTE);
    await bench.clock.advance(MINUTE);
    expect(await bench.ask('r')).toEqual({ '{i="1"}': 1, '{i="2"}': 2 });
    bench.add('m', { i: '1' }, -1, T0 + 2 * MINUTE);
    await bench.clock.advance(MINUTE);
    expect(await bench.ask('r')).toEqual({ '{i="2"}': 2 });
  });

  it('looks back by its offset', async () => {
    const bench = new RuleBench();
    const rules = "[{record: r, expr: 'time()'}, {alert: A, expr: vector(1)}]";
    await bench.rules.apply(groupsOf(`groups: [{name: g, ${ALIGNED}, query_offset: 30s, rules: ${rules}}]`), []);
    await bench.rules.start();
    await bench.clock.advance(MINUTE);
    expect(await bench.ask('r')).toEqual({ '{}': T0 / 1000 + 30 });
    expect(await bench.ask('timestamp(ALERTS)')).toEqual({
      '{alertname="A", alertstate="firing"}': T0 / 1000 + 30,
    });
    expect(bench.sent[0]!.alerts[0]!.startsAtMs).toBe(T0 + MINUTE);
  });

  it.each([
    ['record: r, expr: m', 'exceeded limit of 1 with 2 series'],
    ['alert: A, expr: m', 'exceeded limit of 1 with 2 alerts'],
    ['record: r, expr: m, labels: {i: x}', 'vector contains metrics with the same labelset after applying rule labels'],
    ['alert: A, expr: m, labels: {i: x}', 'vector contains metrics with the same labelset after applying alert labels'],
    ['record: r, expr: "m + on() m"', 'found duplicate series'],
    ['record: r, expr: "\'x\'"', 'rule result is not a vector or scalar'],
  ])('has a rule that fails: %s', async (rule, message) => {
    const bench = new RuleBench();
    const rules = `[{${rule}}, {record: next, expr: vector(1)}]`;
    await bench.rules.apply(groupsOf(`groups: [{name: g, ${ALIGNED}, limit: 1, rules: ${rules}}]`), []);
    await bench.rules.start();
    bench.add('m', { i: '1' }, 1);
    bench.add('m', { i: '2' }, 2);
    await bench.clock.advance(MINUTE);
    const [failing, next] = bench.rules.evaluators[0]!.rules;
    expect(failing).toMatchObject({ health: 'err', lastError: expect.stringContaining(message) });
    expect(next).toMatchObject({ health: 'ok', lastError: undefined });
    expect(bench.rules.evaluators[0]!.counts).toMatchObject({ evaluations: 2, failures: 1 });
    expect(await bench.ask('r or ALERTS')).toEqual({});
    expect(await bench.ask('next')).toEqual({ '{}': 1 });
  });

  it('says so when the store takes nothing, and goes on afterwards', async () => {
    const bench = new RuleBench();
    await bench.rules.apply(groupsOf(`groups: [{name: g, ${ALIGNED}, rules: [{record: r, expr: vector(1)}]}]`), []);
    await bench.rules.start();
    bench.store.writer.failure = new Error('the disk is full');
    await bench.clock.advance(MINUTE);
    const [rule] = bench.rules.evaluators[0]!.rules;
    expect(rule).toMatchObject({ health: 'err', lastError: 'the disk is full' });
    bench.store.writer.failure = undefined;
    await bench.clock.advance(MINUTE);
    expect(rule).toMatchObject({ health: 'ok', lastError: undefined });
    expect(await bench.ask('r')).toEqual({ '{}': 1 });
  });
});

it('a rule that keeps failing says so now and then, and when it works again', async () => {
  const bench = new RuleBench();
  const rules = '[{record: r, expr: "m + on() m"}, {record: next, expr: vector(1)}]';
  await bench.rules.apply(groupsOf(`groups: [{name: g, ${ALIGNED}, rules: ${rules}}]`), []);
  await bench.rules.start();
  const minutes = async (count: number, ...series: readonly string[]) => {
    for (let i = 0; i < count; i++) {
      for (const one of series) bench.add('m', { i: one }, 1);
      await bench.clock.advance(MINUTE);
    }
  };
  await minutes(15, '1', '2');
  expect(bench.warnings).toMatchObject([
    { group: 'g', rules: ['r'], failures: 1 },
    { rules: ['r'], failures: 10 },
  ]);
  // The second series is looked back at for five minutes.
  await minutes(10, '1');
  expect(bench.notes).toEqual(['rules that failed are evaluated again']);
  await minutes(1, '1', '2');
  expect(bench.warnings).toHaveLength(3);
  expect(bench.warnings[2]).toMatchObject({ failures: 1 });
});

describe('evaluations that were missed', () => {
  const RECORD = `groups: [{name: g, ${ALIGNED}, rules: [{record: r, expr: 'time()'}, {alert: A, expr: vector(1)}]}]`;

  it('are made up for after a restart, for an hour at most', async () => {
    const bench = new RuleBench();
    await bench.rules.apply(groupsOf(RECORD), []);
    await bench.rules.start();
    await bench.clock.advance(3 * MINUTE);
    await bench.rules.stop();
    await bench.clock.advance(20 * MINUTE);
    bench.restart();
    await bench.rules.apply(groupsOf(RECORD), []);
    await bench.rules.start();
    await bench.clock.advance(MINUTE);
    expect(await bench.ask('count_over_time(r[24m])')).toEqual({ '{}': 24 });
    expect(await bench.ask('sum_over_time((r - timestamp(r))[24m:1m])')).toEqual({ '{}': 0 });
    // An alert is about now.
    expect(await bench.ask('count_over_time(ALERTS[20m])')).toEqual({ '{alertname="A", alertstate="firing"}': 1 });
    await bench.rules.stop();
    await bench.clock.advance(90 * MINUTE);
    bench.restart();
    await bench.rules.apply(groupsOf(RECORD), []);
    await bench.rules.start();
    await bench.clock.advance(MINUTE);
    expect(await bench.ask('count_over_time(r[90m])')).toEqual({ '{}': 1 });
  });

  it('are made up for after a stall, and counted', async () => {
    const bench = new RuleBench();
    await bench.rules.apply(groupsOf(RECORD), []);
    await bench.rules.start();
    await bench.clock.advance(MINUTE);
    // The machine slept.
    bench.clock.at(T0 + 2 * MINUTE - 1, () => void Object.assign(bench.clock, { ms: T0 + 7 * MINUTE + 500 }));
    await bench.clock.advance(7 * MINUTE);
    expect(bench.rules.evaluators[0]!.counts).toMatchObject({ missed: 5, iterations: 8 });
    expect(await bench.ask('count_over_time(r[8m])')).toEqual({ '{}': 8 });
  });
});

describe('a reload', () => {
  it('leaves unchanged groups alone and carries alerts over to changed ones', async () => {
    const bench = new RuleBench();
    await bench.rules.apply(groupsOf(DOWN('for: 5m')), []);
    await bench.rules.start();
    await minute(bench, 0);
    const [before] = bench.rules.evaluators;
    await bench.rules.apply(groupsOf(DOWN('for: 5m')), []);
    expect(bench.rules.evaluators[0]).toBe(before);
    await minute(bench, 0);
    await bench.rules.apply(groupsOf(DOWN('for: 2m')), []);
    expect(bench.rules.evaluators[0]).not.toBe(before);
    await minute(bench, 0);
    expect(bench.states()[KEY]).toBe('firing');
    expect(bench.sent[0]!.ms).toBe(T0 + 3 * MINUTE);
  });

  it('ends the series of rules and groups that are gone', async () => {
    const bench = new RuleBench();
    const group = (name: string, ...records: string[]) =>
      groupsOf(
        `groups: [{name: ${name}, ${ALIGNED}, rules: [${records.map((one) => `{record: ${one}, expr: vector(1)}`)}]}]`,
      );
    await bench.rules.apply([...group('g', 'a', 'b'), ...group('h', 'c')], []);
    await bench.rules.start();
    await bench.clock.advance(MINUTE);
    await bench.rules.apply([...group('g', 'b', 'd')], []);
    await bench.clock.advance(MINUTE);
    expect(await bench.ask('{__name__=~"[a-d]"}')).toEqual({ '{}': 1 });
    expect([await bench.ask('a'), await bench.ask('c')]).toEqual([{}, {}]);
    expect([await bench.ask('b'), await bench.ask('d')]).toEqual([{ '{}': 1 }, { '{}': 1 }]);
  });

  it('does nothing after the end', async () => {
    const bench = new RuleBench();
    await bench.rules.apply(groupsOf(DOWN()), []);
    await bench.rules.start();
    await bench.rules.stop();
    await bench.clock.advance(10 * MINUTE);
    expect(bench.rules.evaluators[0]!.counts.iterations).toBe(0);
    expect(bench.clock).toBeInstanceOf(DrivenClock);
  });
});
