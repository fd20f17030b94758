import fastify, { type FastifyInstance } from 'fastify';
import { beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { prometheusApi } from '../../src/api/prometheus/plugin.js';
import { LOKI_RULER, MIMIR_RULER } from '../../src/api/ruler/dialects.js';
import { logRulesApi } from '../../src/api/ruler/log-rules.js';
import { rulerApi } from '../../src/api/ruler/plugin.js';
import { readRuleGroup } from '../../src/config/prometheus/rule-files.js';
import { YamlFile } from '../../src/config/yaml-file.js';
import { DEFAULT_LOKI_LIMITS } from '../../src/model/loki-limits.js';
import { UNLIMITED_METRICS } from '../../src/model/metric-limits.js';
import { LOGQL_RULES, promqlRules } from '../../src/rules/rule-language.js';
import { viewOf } from '../../src/rules/rules-view.js';
import type { RuleGroupReader } from '../../src/rules/stored/rule-group-reader.js';
import { StoredRuleGroups } from '../../src/rules/stored/stored-rule-groups.js';
import { checkTemplate } from '../../src/rules/template/check-template.js';
import { MINUTE, RuleBench } from '../rules/rule-bench.js';
import { MemoryDocuments } from '../support/memory-documents.js';
import { prometheusContext } from '../support/prometheus-context.js';

const METRIC_LIMITS = { ...UNLIMITED_METRICS, rulerProtectedNamespaces: ['kept', 'fixed'] };

const LANGUAGES = { promql: promqlRules(new Set()), logql: LOGQL_RULES };

const read: RuleGroupReader = (text, { tenant, language }, namespace) => {
  const file = new YamlFile('group', text);
  const { check } = LANGUAGES[language];
  const options = { tenant, language, intervalMs: MINUTE, queryOffsetMs: 0, checkExpression: check, checkTemplate };
  return { group: { ...readRuleGroup(file, options), file: namespace }, plain: file.value(file.root) };
};

/** As the program's own server has it. */
const HTTP = { routerOptions: { maxParamLength: 4096 } };

/** A program with the rulers of both systems, rules that are evaluated, and what tells of them. */
class Program {
  readonly bench: RuleBench;
  readonly warnings: object[] = [];
  readonly stored: StoredRuleGroups;
  readonly mimir: FastifyInstance = fastify(HTTP);
  readonly loki: FastifyInstance = fastify(HTTP);

  constructor(documents: MemoryDocuments) {
    this.bench = new RuleBench();
    this.stored = new StoredRuleGroups({
      documents,
      read,
      limitsOf: ({ language }) => (language === 'promql' ? METRIC_LIMITS : DEFAULT_LOKI_LIMITS),
      clock: this.bench.clock,
      logger: { warn: (fields: object) => void this.warnings.push(fields) },
      onChange: () => void this.bench.rules.apply(this.stored.groups(), []),
    });
    const tenantOf = (headers: Readonly<Record<string, string | string[] | undefined>>) =>
      String(headers['x-scope-orgid'] ?? 'default');
    const ruler = { groups: this.stored, tenantOf };
    const rules = viewOf(this.bench.rules);
    const context = prometheusContext({}, {}, { rules, tenantOf, readTenantOf: tenantOf });
    this.mimir.register(rulerApi, { context: ruler, dialect: MIMIR_RULER });
    this.mimir.register(prometheusApi, { context, prefix: '/prometheus/api/v1' });
    this.loki.register(rulerApi, { context: ruler, dialect: LOKI_RULER });
    this.loki.register(logRulesApi, { context });
  }

  async start(): Promise<this> {
    await this.stored.start();
    await this.bench.rules.apply(this.stored.groups(), []);
    await this.bench.rules.start();
    return this;
  }
}

const MIMIR = '/prometheus/config/v1/rules';
const LOKI = '/loki/api/v1/rules';
const ACCEPTED = { status: 'success', data: null, errorType: '', error: '' };

type Method = 'GET' | 'POST' | 'DELETE' | 'PUT';

async function call(
  app: FastifyInstance,
  method: Method,
  url: string,
  payload?: string | Buffer,
  headers: Record<string, string> = {},
) {
  const answer = await app.inject({ method, url, headers, ...(payload !== undefined && { payload }) });
  return { status: answer.statusCode, type: answer.headers['content-type'], text: answer.body };
}

/** A group with one rule. */
const group = (name: string, rule = '{record: a, expr: up}') => `name: ${name}\nrules: [${rule}]\n`;

let documents: MemoryDocuments;
let program: Program;

beforeEach(async () => {
  documents = new MemoryDocuments();
  program = await new Program(documents).start();
});

const mimir = (method: Method, path: string, body?: string | Buffer, headers?: Record<string, string>) =>
  call(program.mimir, method, MIMIR + path, body, headers);
const loki = (method: Method, path: string, body?: string) => call(program.loki, method, LOKI + path, body);

const SHOP = `# as mimirtool sends it
interval: 90s
name: shop
limit: 3
source_tenants: [default]
labels: {team: a}
rules:
  - alert: Down
    for: 2m
    expr: |
      up
        == 0
    labels: {severity: yes, code: 1, time: "12:30"}
    annotations:
      summary: "{{ $labels.instance }} is down"
  - record: job:up:sum
    expr: sum by (job) (up)
    keep_firing_for: 0s
`;

const SHOWN = `name: shop
interval: 1m30s
limit: 3
source_tenants:
  - default
rules:
  - alert: Down
    expr: |
      up
        == 0
    for: 2m
    labels:
      severity: "yes"
      code: "1"
      time: "12:30"
    annotations:
      summary: "{{ $labels.instance }} is down"
  - record: job:up:sum
    expr: sum by (job) (up)
labels:
  team: a
`;

describe("Mimir's ruler", () => {
  it('takes groups, shows them as they were sent, and takes them away', async () => {
    expect(await mimir('GET', '')).toEqual({ status: 200, type: 'application/yaml', text: '{}\n' });
    const answer = await mimir('POST', '/team', SHOP, { 'content-type': 'application/yaml' });
    expect([answer.status, answer.type, JSON.parse(answer.text)]).toEqual([
      202,
      'application/json; charset=utf-8',
      ACCEPTED,
    ]);
    expect(await mimir('GET', '/team/shop')).toEqual({ status: 200, type: 'application/yaml', text: SHOWN });
    expect((await mimir('POST', '/team', group('another'))).status).toBe(202);
    expect((await mimir('POST', '/area', group('third'))).status).toBe(202);
    const changed = SHOP.replace('limit: 3', 'limit: 4');
    expect((await mimir('POST', '/team', changed)).status).toBe(202);
    const all = parse((await mimir('GET', '')).text);
    expect(Object.keys(all)).toEqual(['area', 'team']);
    expect(all.team.map(({ name, limit }: { name: string; limit?: number }) => [name, limit])).toEqual([
      ['shop', 4],
      ['another', undefined],
    ]);
    expect(all.team[0].rules[0]).toEqual(parse(SHOWN).rules[0]);
    expect(parse((await mimir('GET', '/area')).text)).toEqual({ area: [parse(group('third'))] });

    expect((await mimir('DELETE', '/team/shop')).status).toBe(202);
    expect(await mimir('GET', '/team/shop')).toMatchObject({ status: 404, text: 'group does not exist\n' });
    expect(await mimir('DELETE', '/team/shop')).toMatchObject({ status: 404, text: 'group does not exist\n' });
    expect((await mimir('DELETE', '/team')).status).toBe(202);
    expect(await mimir('DELETE', '/team')).toMatchObject({ status: 404, text: 'group namespace does not exist\n' });
    expect((await mimir('GET', '/team')).text).toBe('{}\n');
    expect(await documents.list('rule-group')).toHaveLength(1);
  });

  it('has an older path too', async () => {
    await call(program.mimir, 'POST', '/api/v1/rules/team', group('g'));
    expect((await mimir('GET', '/team/g')).status).toBe(200);
    expect((await call(program.mimir, 'GET', '/api/v1/rules')).text).toContain('team:\n    - name: g\n');
  });

  it.each(['with space', 'a/b', '100%', 'a%2Fb', 'ä?#', 'yes', '12', ': x', '{}', 'x'.repeat(200)])(
    'takes the names %s',
    async (name) => {
      const path = encodeURIComponent(name);
      const body = `name: ${JSON.stringify(name)}\nrules: [{record: a, expr: up}]`;
      expect((await mimir('POST', `/${path}`, body)).status).toBe(202);
      expect(parse((await mimir('GET', '')).text)).toEqual({ [name]: [{ ...parse(group('g')), name }] });
      expect(parse((await mimir('GET', `/${path}/${path}`)).text).name).toBe(name);
      expect((await mimir('DELETE', `/${path}/${path}`)).status).toBe(202);
      expect(program.stored.groups()).toEqual([]);
    },
  );

  it('has its groups evaluated at once, and shows them with their alerts', async () => {
    const { bench } = program;
    const rule = '{alert: Down, expr: "up == 0", annotations: {summary: "{{ $labels.job }}"}}';
    await mimir('POST', '/team', `align_evaluation_time_on_interval: true\n${group('g', rule)}`);
    bench.add('up', { job: 'a' }, 0, bench.clock.now() + MINUTE - 1);
    await bench.clock.advance(MINUTE);
    const { data } = JSON.parse((await call(program.mimir, 'GET', '/prometheus/api/v1/rules')).text);
    expect(data.groups).toMatchObject([{ file: 'team', name: 'g', rules: [{ name: 'Down', state: 'firing' }] }]);
    const alerts = JSON.parse((await call(program.mimir, 'GET', '/prometheus/api/v1/alerts')).text).data.alerts;
    expect(alerts).toMatchObject([{ labels: { alertname: 'Down', job: 'a' }, annotations: { summary: 'a' } }]);
    expect(JSON.parse((await call(program.loki, 'GET', '/prometheus/api/v1/rules')).text).data.groups).toEqual([]);
    await mimir('DELETE', '/team');
    await bench.clock.advance(MINUTE);
    expect(program.bench.rules.evaluators).toEqual([]);
  });

  it.each([
    ['nothing', '', 'group: name: is missing'],
    ['no map', 'x', 'group:1:1: is text where a map belongs'],
    ['no YAML', 'name: [', 'group:1:8: not valid YAML: '],
    ['two documents', `${group('a')}---\n${group('b')}`, 'not valid YAML: '],
    ['a file', `groups:\n- ${group('a').replace(/\n(?=.)/g, '\n  ')}`, 'group:1:1: name: is missing'],
    ['no name', 'name: ""\nrules: [{record: a, expr: up}]', 'group:1:7: name: a group needs a name that is not empty'],
    ['no rules', 'name: a', 'rules: there are none; delete a group that is no longer needed'],
    ['an unknown setting', group('a', '{record: a, expr: up, expre: 1}'), 'group:2:31: rules[0].expre is not a known'],
    [
      'a bad expression',
      'name: a\nrules:\n- record: a\n  expr: sum(up))',
      'group:4:9: rules[0].expr: could not parse expression: 1:9: parse error: unexpected right parenthesis',
    ],
    [
      'a bad template',
      group('a', '{alert: a, expr: up, labels: {a: "{{"}}'),
      'group:2:42: rules[0].labels.a: is no te',
    ],
    ['a bad duration', `interval: soon\n${group('a')}`, 'group:1:11: interval: "soon" is not a duration'],
    ['data of others', `source_tenants: [b]\n${group('a')}`, 'source_tenants: a group that is not in a file reads its'],
    [
      'too many rules',
      group(
        'a',
        Array(21)
          .fill('{record: a, expr: up}')
          .map((one, i) => one.replace('a', `a${i}`))
          .join(),
      ),
      'per-user rules per rule group limit (limit: 20 actual: 21) exceeded',
    ],
    ['a long name', group('x'.repeat(501)), 'name: has 501 characters; at most 500'],
    ['no UTF-8', Buffer.from([0x6e, 0xff, 0xfe]), 'the body is not UTF-8'],
    ['depth', Array.from({ length: 700 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'), 'group:1:1: name: is missing'],
    [
      'aliases',
      'a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c]\n',
      'Excessive alias count',
    ],
  ])('refuses %s', async (_what, body, message) => {
    const answer = await mimir('POST', '/team', body);
    expect(answer).toMatchObject({ status: 400, type: 'text/plain; charset=utf-8' });
    expect(answer.text).toContain(message);
    expect(answer.text.trim().split('\n')).toHaveLength(1);
    expect(await documents.list('rule-group')).toEqual([]);
  });

  it.each([
    ['bytes', `${group('a')}#${'x'.repeat(600_000)}`, 'body is too large'],
    ['characters', `${group('a')}#${'x'.repeat(300_000)}`, 'the group has 300040 characters; at most 262144'],
    ['keys', Array.from({ length: 20_000 }, (_, i) => `k${i}:`).join('\n'), 'the group has more than 20000 keys'],
    ['brackets', '['.repeat(15_000), 'the group has more than 50 lists or maps within each other'],
    ['lists', '- '.repeat(9000), 'the group has more than 50 lists or maps within each other'],
    ['keys within keys', '? '.repeat(9000), 'the group has more than 50 lists or maps within each other'],
    ['list items', `[${'x,'.repeat(50_000)}]`, 'the group has more than 20000 keys'],
    ['aliases', `- &a x\n${'- *a\n'.repeat(101)}`, 'the group has more than 100 anchors and aliases'],
  ])('refuses too many %s', async (_what, body, message) => {
    const answer = await mimir('POST', '/team', body);
    expect(answer.status).toBe(413);
    expect(answer.text).toContain(message);
  });

  it('refuses names that are none, and other methods', async () => {
    expect((await mimir('POST', '/', group('a'))).text).toBe('a namespace must be provided in the request\n');
    expect((await mimir('POST', `/${'x'.repeat(501)}`, group('a'))).text).toContain('namespace: has 501 characters');
    expect((await mimir('POST', '/%zz', group('a'))).status).toBe(400);
    expect((await mimir('PUT', '/team', group('a'))).status).toBe(405);
    expect((await mimir('POST', '/team/a', group('a'))).status).toBe(405);
    expect(program.stored.groups()).toEqual([]);
  });

  it('takes 70 groups of a tenant, whose changes do not count', async () => {
    for (let i = 0; i < 70; i++) expect((await mimir('POST', '/team', group(`g${i}`))).status).toBe(202);
    expect(await mimir('POST', '/other', group('g'))).toMatchObject({
      status: 400,
      text: 'per-user rule groups limit (limit: 70 actual: 71) exceeded\n',
    });
    expect((await mimir('POST', '/team', `limit: 1\n${group('g3')}`)).status).toBe(202);
    expect((await mimir('POST', '/team', group('g'), { 'x-scope-orgid': 'b' })).status).toBe(202);
    expect(
      (await loki('POST', '/team', group('g', '{record: a, expr: "rate({a=\'b\'}[1m])"}').replaceAll("'", '\\"')))
        .status,
    ).toBe(202);
  });

  it('changes protected namespaces only for those who say so', async () => {
    const refused = { status: 403, text: 'namespace kept is protected, no modification allowed\n' };
    expect(await mimir('POST', '/kept', group('g'))).toMatchObject(refused);
    const allowed = { 'x-mimir-ruler-override-namespace-protection': 'other, kept' };
    expect((await mimir('POST', '/kept', group('g'), allowed)).status).toBe(202);
    expect(await mimir('DELETE', '/kept', undefined)).toMatchObject(refused);
    expect(await mimir('DELETE', '/kept/g', undefined)).toMatchObject(refused);
    expect((await mimir('DELETE', '/fixed/g', undefined, allowed)).status).toBe(403);
    const list = await program.mimir.inject('/prometheus/config/v1/rules');
    expect(list.headers['x-mimir-ruler-protected-namespaces']).toBe('kept');
    const one = await program.mimir.inject('/prometheus/config/v1/rules/kept/g');
    expect(one.headers['x-mimir-ruler-protected-namespaces']).toBe('kept');
    expect((await mimir('DELETE', '/kept/g', undefined, allowed)).status).toBe(202);
    expect((await program.mimir.inject('/prometheus/config/v1/rules')).headers).not.toHaveProperty(
      'x-mimir-ruler-protected-namespaces',
    );
  });

  it('keeps tenants apart', async () => {
    const [a, b] = ['a', 'b'].map((tenant) => ({ 'x-scope-orgid': tenant }));
    await mimir('POST', '/team', group('g'), a);
    expect((await mimir('GET', '', undefined, b)).text).toBe('{}\n');
    expect((await mimir('GET', '/team/g', undefined, b)).status).toBe(404);
    expect((await mimir('DELETE', '/team', undefined, b)).status).toBe(404);
    expect((await mimir('DELETE', '/team/g', undefined, b)).status).toBe(404);
    expect((await mimir('GET', '/team/g', undefined, a)).status).toBe(200);
    const rules = async (headers: Record<string, string> | undefined) =>
      JSON.parse((await call(program.mimir, 'GET', '/prometheus/api/v1/rules', undefined, headers)).text).data.groups;
    expect([await rules(a), await rules(b)]).toMatchObject([[{ name: 'g' }], []]);
  });
});

describe("Loki's ruler", () => {
  const ERRORS = group('errors', `{alert: Errors, expr: 'sum(rate({app="x"} |= "error" [5m])) > 5'}`);

  it('says so where there are no groups', async () => {
    for (const path of ['', '/team'])
      expect(await loki('GET', path)).toMatchObject({ status: 404, text: 'no rule groups found\n' });
    expect(await loki('GET', '/test/test')).toMatchObject({ status: 404, text: 'group does not exist\n' });
  });

  it('takes, shows and evaluates groups of log rules, on both its paths', async () => {
    expect(JSON.parse((await loki('POST', '/team', ERRORS)).text)).toEqual(ACCEPTED);
    expect((await call(program.loki, 'POST', '/api/prom/rules/team', ERRORS.replace('errors', 'more'))).status).toBe(
      202,
    );
    expect(Object.keys(parse((await loki('GET', '')).text))).toEqual(['team']);
    expect(parse((await call(program.loki, 'GET', '/api/prom/rules/team/errors')).text)).toEqual(parse(ERRORS));
    const { data } = JSON.parse((await call(program.loki, 'GET', '/prometheus/api/v1/rules?rule_group[]=more')).text);
    expect(data.groups).toMatchObject([{ file: 'team', name: 'more', rules: [{ type: 'alerting', name: 'Errors' }] }]);
    const alerts = await call(program.loki, 'GET', '/prometheus/api/v1/alerts');
    expect(JSON.parse(alerts.text)).toEqual({ status: 'success', data: { alerts: [] } });
    expect((await mimir('GET', '')).text).toBe('{}\n');
    expect((await loki('DELETE', '/team/more')).status).toBe(202);
    expect((await call(program.loki, 'DELETE', '/api/prom/rules/team')).status).toBe(202);
    expect((await loki('GET', '')).status).toBe(404);
  });

  it('refuses what is no metric query, and bad parameters', async () => {
    const answer = await loki('POST', '/team', group('a', `{alert: A, expr: '{app="x"}'}`));
    expect(answer.status).toBe(400);
    expect(answer.text).toMatch(/^group:2:26: rules\[0\]\.expr: could not parse expression: a log query has no values/);
    const bad = await call(program.loki, 'GET', '/prometheus/api/v1/rules?type=x');
    expect(bad.status).toBe(400);
    expect(JSON.parse(bad.text)).toMatchObject({ status: 'error', errorType: 'bad_data' });
  });
});

describe('stored groups', () => {
  it('are there after a restart, in their order', async () => {
    for (const name of ['z', 'a', 'm']) await mimir('POST', '/team', group(name));
    const before = (await mimir('GET', '')).text;
    program = await new Program(documents).start();
    expect((await mimir('GET', '')).text).toBe(before);
    expect(program.bench.rules.evaluators.map(({ group }) => group.name)).toEqual(['z', 'a', 'm']);
  });

  it('are shared by programs on one store within half a minute', async () => {
    const other = await new Program(documents).start();
    await mimir('POST', '/team', group('g'));
    const names = () => other.bench.rules.evaluators.map(({ group }) => group.name);
    expect(names()).toEqual([]);
    await other.bench.clock.advance(30_000);
    expect(names()).toEqual(['g']);
    await call(other.mimir, 'DELETE', `${MIMIR}/team`);
    expect(names()).toEqual([]);
    await program.bench.clock.advance(30_000);
    expect(program.stored.groups()).toEqual([]);
  });
});
