import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { MemoryDocuments } from '../../../test/support/memory-documents.js';
import { LOKI_RULER, MIMIR_RULER } from '../../api/ruler/dialects.js';
import { rulerApi } from '../../api/ruler/plugin.js';
import { ruleGroupReader } from '../../app/monitoring/monitoring-files.js';
import { defaultConfig } from '../../config/defaults.js';
import { StoredRuleGroups } from '../../rules/stored/stored-rule-groups.js';
import { systemClock } from '../../telemetry/clock.js';
import { addRulesCommand } from './command.js';

const SHOP = `
groups:
  - name: availability
    interval: 30s
    rules:
      - { alert: Down, expr: up == 0, for: 2m, labels: { severity: page, team: a } }
      - { record: 'shop:up', expr: sum(up) }
  - name: load
    rules: [{ record: 'shop:load', expr: sum(load) }]
`;

const LOGS = `
namespace: log/files
groups:
  - name: errors
    rules: [{ alert: Errors, expr: 'sum(rate({app="shop"} |= "error" [5m])) > 1' }]
`;

let app: FastifyInstance;
let groups: StoredRuleGroups;
let url: string;
let directory: string;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'quartet-rules-'));
  groups = new StoredRuleGroups({
    documents: new MemoryDocuments(),
    read: ruleGroupReader(defaultConfig(), new Set()),
    limitsOf: () => ({ rulerMaxRuleGroupsPerTenant: 100, rulerMaxRulesPerRuleGroup: 3 }),
    clock: systemClock,
    logger: { warn: () => undefined },
    onChange: () => undefined,
  });
  await groups.start();
  app = fastify();
  const tenantOf = (headers: Readonly<Record<string, string | string[] | undefined>>) =>
    String(headers['x-scope-orgid'] ?? 'default');
  for (const dialect of [MIMIR_RULER, LOKI_RULER]) app.register(rulerApi, { context: { groups, tenantOf }, dialect });
  url = await app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await app.close();
  await groups.stop();
  rmSync(directory, { recursive: true });
});

/** What a command line prints, and what it says beside; the exit code where it is not 0. */
async function printed(...args: string[]): Promise<string> {
  const log = vi.spyOn(console, 'log').mockReturnValue();
  const error = vi.spyOn(console, 'error').mockReturnValue();
  try {
    const program = new Command().exitOverride().configureOutput({ writeErr: () => {} });
    addRulesCommand(program);
    await program.parseAsync(['rules', ...args, '--url', url], { from: 'user' });
    const code = process.exitCode ? [`exit ${process.exitCode}`] : [];
    return [...log.mock.calls, ...error.mock.calls, ...code].join('\n');
  } finally {
    process.exitCode = 0;
    log.mockRestore();
    error.mockRestore();
  }
}

function file(name: string, text: string): string {
  const path = join(directory, name);
  writeFileSync(path, text);
  return path;
}

describe('quartet rules', () => {
  it('loads, lists, shows, compares and deletes groups', async () => {
    const shop = file('shop.yml', SHOP);
    expect(await printed('list')).toBe('no rule groups');
    expect(await printed('diff', shop)).toContain('added shop/availability\n  + interval: 30s\n  + - alert: Down');
    expect(await printed('load', shop)).toBe('added shop/availability\nadded shop/load');
    expect(await printed('load', shop)).toBe('unchanged: 2');
    expect(await printed('diff', shop)).toBe('');
    const lines = (await printed('list')).split('\n').map((line) => line.replace(/ {2,}/g, ' | '));
    expect(lines).toEqual(['NAMESPACE | GROUP | INTERVAL | RULES', 'shop | availability | 30s | 2', 'shop | load | 1']);
    expect(JSON.parse(await printed('list', 'shop', '--json'))).toMatchObject({ shop: [{ interval: '30s' }, {}] });
    expect(await printed('get', 'shop', 'load')).toBe('name: load\nrules:\n  - record: shop:load\n    expr: sum(load)');

    const same = SHOP.replace(
      'for: 2m, labels: { severity: page, team: a }',
      'for: 120s, labels: { team: a, severity: page }',
    );
    expect(await printed('diff', file('shop.yml', same))).toBe('');
    const other = file('other.yml', SHOP.replace('sum(up)', 'count(up)').replace(/ {2}- name: load[\s\S]*/, ''));
    expect(await printed('diff', other, '--namespace', 'shop')).toBe(
      [
        'changed shop/availability',
        '  - - record: shop:up',
        '  -   expr: sum(up)',
        '  + - record: shop:up',
        '  +   expr: count(up)',
        'removed shop/load',
        '  - - record: shop:load',
        '  -   expr: sum(load)',
        'exit 1',
      ].join('\n'),
    );
    expect(await printed('load', other, '--namespace', 'shop')).toBe('changed shop/availability');

    const whole = await printed('get', 'shop');
    await printed('delete', 'shop', 'load');
    expect(await printed('load', file('copy.yml', whole))).toBe('added shop/load\nunchanged: 1');
    await printed('delete', 'shop');
    expect(await printed('list')).toBe('no rule groups');
  });

  it('of logs and of other tenants are apart', async () => {
    const logs = file('logs.yml', LOGS);
    expect(await printed('load', '--logs', '--tenant', 'a', logs)).toBe('added log/files/errors');
    expect(await printed('list', '--logs', '--tenant', 'a')).toContain('log/files  errors');
    expect(await printed('list', '--logs')).toBe('no rule groups');
    expect(await printed('list', '--tenant', 'a')).toBe('no rule groups');
    await printed('delete', '--logs', '--tenant', 'a', 'log/files', 'errors');
    expect(await printed('list', '--logs', '--tenant', 'a')).toBe('no rule groups');
  });

  it.each([
    [['get', 'none'], 'there is no namespace "none"'],
    [['delete', 'none'], 'group namespace does not exist'],
    [['delete', 'none', 'x'], 'group does not exist'],
    [
      ['load', () => file('bad.yml', 'groups: [{name: a, rules: [{record: a, expr: (}]}]')],
      'could not parse expression',
    ],
    [['load', () => file('logs.yml', LOGS)], 'could not parse expression'],
    [
      ['load', () => file('a.yml', SHOP), () => file('b.yml', SHOP), '--namespace', 'x'],
      'has group "availability" twice',
    ],
    [
      [
        'load',
        () =>
          file('many.yml', `groups: [{name: g, rules: [${[1, 2, 3, 4].map((i) => `{record: r${i}, expr: '1'}`)}]}]`),
      ],
      /^many\/g: .*at most 3|^many\/g: per-user rules per rule group limit/,
    ],
  ])('%j says what is wrong', async (args, message) => {
    const texts = args.map((one) => (typeof one === 'string' ? one : one()));
    await expect(printed(...texts)).rejects.toThrow(message);
  });

  it('says where it looked for a server', async () => {
    const program = new Command().exitOverride();
    addRulesCommand(program);
    await expect(
      program.parseAsync(['rules', 'list', '--logs', '--url', 'http://127.0.0.1:1'], { from: 'user' }),
    ).rejects.toThrow(/cannot reach 127.0.0.1:1 .*--url names a running server's Loki port/);
  });
});
