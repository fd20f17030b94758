import fastify from 'fastify';
import { beforeAll, expect, it } from 'vitest';
import { groupsOf, MINUTE, RuleBench } from '../../../test/rules/rule-bench.js';
import { prometheusContext } from '../../../test/support/prometheus-context.js';
import { viewOf } from '../../rules/rules-view.js';
import { prometheusApi } from './plugin.js';

const app = fastify();

const FIRST = `
groups:
  - name: one
    align_evaluation_time_on_interval: true
    rules:
      - {alert: Down, expr: up==0, for: 1m, keep_firing_for: 5m, labels: {severity: page}, annotations: {summary: s}}
      - {record: 'job:up', expr: sum(up), labels: {team: a}}
  - name: two
    limit: 3
    interval: 90s
    rules:
      - {record: broken, expr: '"x"'}
`;

beforeAll(async () => {
  const bench = new RuleBench();
  const more = groupsOf('groups: [{name: one, rules: [{alert: Other, expr: vector(1)}]}]', 'promql', '/etc/z.yml');
  await bench.rules.apply([...more, ...groupsOf(FIRST)], []);
  await bench.rules.start();
  bench.add('up', { job: 'x' }, 0);
  await bench.clock.advance(2 * MINUTE);
  await app.register(prometheusApi, {
    prefix: '/api/v1',
    context: prometheusContext({}, {}, { rules: viewOf(bench.rules) }),
  });
});

async function get(path: string) {
  const { data, ...rest } = (await app.inject(`/api/v1/${path}`)).json();
  return { ...rest, ...data };
}

const names = async (query: string): Promise<string[]> =>
  (await get(`rules?${query}`)).groups.map(
    (group: { file: string; name: string; rules: { name: string }[] }) =>
      `${group.file}/${group.name}: ${group.rules.map(({ name }) => name).join()}`,
  );

it('groups are told with their rules and alerts', async () => {
  const { groups } = await get('rules');
  expect(groups).toHaveLength(3);
  const duration = expect.any(Number);
  const alert = {
    labels: { alertname: 'Down', job: 'x', severity: 'page' },
    annotations: { summary: 's' },
    state: 'firing',
    activeAt: '2026-11-20T12:01:00Z',
    value: '0e+00',
  };
  expect(groups[0]).toEqual({
    name: 'one',
    file: '/etc/rules.yml',
    interval: 60,
    limit: 0,
    evaluationTime: duration,
    lastEvaluation: '2026-11-20T12:02:00Z',
    rules: [
      {
        state: 'firing',
        name: 'Down',
        query: 'up == 0',
        duration: 60,
        keepFiringFor: 300,
        labels: { severity: 'page' },
        annotations: { summary: 's' },
        alerts: [alert],
        health: 'ok',
        evaluationTime: duration,
        lastEvaluation: '2026-11-20T12:02:00Z',
        type: 'alerting',
      },
      {
        name: 'job:up',
        query: 'sum(up)',
        labels: { team: 'a' },
        health: 'ok',
        evaluationTime: duration,
        lastEvaluation: '2026-11-20T12:02:00Z',
        type: 'recording',
      },
    ],
  });
  expect(groups[1]).toMatchObject({
    interval: 90,
    limit: 3,
    rules: [{ name: 'broken', health: 'err', lastError: 'rule result is not a vector or scalar' }],
  });
  const { alerts } = await get('alerts');
  expect(alerts[0]).toEqual(alert);
  expect(alerts).toHaveLength(2);
});

it.each([
  ['type=alert', ['/etc/rules.yml/one: Down', '/etc/z.yml/one: Other']],
  ['type=record', ['/etc/rules.yml/one: job:up', '/etc/rules.yml/two: broken']],
  ['rule_name[]=Down&rule_name[]=broken', ['/etc/rules.yml/one: Down', '/etc/rules.yml/two: broken']],
  ['rule_group[]=two', ['/etc/rules.yml/two: broken']],
  ['file[]=/etc/z.yml', ['/etc/z.yml/one: Other']],
  ['match[]={severity=~"p.*"}', ['/etc/rules.yml/one: Down']],
  ['match[]={severity="page"}&match[]={team="a"}', ['/etc/rules.yml/one: Down,job:up']],
  ['rule_name[]=none', []],
])('%s selects', async (query, expected) => {
  expect(await names(encodeURI(query))).toEqual(expected);
});

it('alerts can be left out', async () => {
  const { groups } = await get('rules?exclude_alerts=true&type=alert');
  expect(groups[0].rules[0].alerts).toBeNull();
});

it('pages follow each other', async () => {
  const seen: string[] = [];
  let token: string | undefined = '';
  for (let pages = 0; token !== undefined; pages++) {
    expect(pages).toBeLessThan(3);
    const page: { groups: { name: string }[]; groupNextToken?: string } = await get(
      `rules?group_limit=2&group_next_token=${token}`,
    );
    seen.push(page.groups.map(({ name }) => name).join());
    token = page.groupNextToken;
  }
  expect(seen).toEqual(['one,two', 'one']);
  expect(await get('rules?group_limit=2&group_next_token=abc')).toMatchObject({
    status: 'error',
    error: 'invalid parameter "group_next_token": invalid group_next_token "abc". were rule groups changed?',
  });
});
