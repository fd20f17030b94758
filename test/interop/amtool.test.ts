import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/telemetry/clock.js';
import { AlertmanagerBench } from '../support/alertmanager-api.js';

const installed = spawnSync('amtool', ['--version']).status === 0;
if (!installed)
  process.stdout.write(
    'skipped: the test with amtool, because the Debian package prometheus-alertmanager is not installed\n',
  );

/** Without a webhook, whose hidden address amtool before 0.26 does not read. */
const CONFIG = `
global: { resolve_timeout: 7m, smtp_smarthost: 'localhost:25', smtp_from: a@b.c, slack_api_url: 'https://hooks.slack/hidden' }
route:
  receiver: team
  group_by: [alertname]
  routes:
    - { matchers: ['severity="critical"'], receiver: pager, continue: true }
    - { matchers: ['team=~"db|cache"'], receiver: db }
inhibit_rules: [{ source_matchers: ['alertname="Root"'], target_matchers: ['severity="warning"'] }]
receivers:
  - name: team
    email_configs: [{ to: team@example.com }]
  - name: pager
    slack_configs: [{ channel: '#a' }]
  - name: db
`;

interface ListedAlert {
  readonly labels: Record<string, string>;
  readonly status: { readonly state: string };
}

interface ListedSilence {
  readonly id: string;
  readonly comment: string;
  readonly createdBy: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly matchers: readonly object[];
}

/** The documented command lines: https://github.com/prometheus/alertmanager#amtool */
describe.skipIf(!installed)('amtool from Debian', { timeout: 60_000 }, () => {
  const directory = mkdtempSync(join(tmpdir(), 'quartet-amtool-'));
  let bench: AlertmanagerBench;
  let url: string;

  beforeAll(async () => {
    bench = await AlertmanagerBench.start(CONFIG, systemClock);
    url = await bench.listen();
  });
  afterAll(async () => {
    await bench.stop();
    rmSync(directory, { recursive: true });
  });

  /** What it prints; rejects with what it complains of. */
  function amtool(...args: string[]): Promise<string> {
    const all = [`--alertmanager.url=${url}`, '--no-version-check', ...args];
    return new Promise((resolve, reject) => {
      execFile('amtool', all, { env: { ...process.env, HOME: directory } }, (error, stdout, stderr) => {
        if (error === null) resolve(stdout.trim());
        else reject(new Error(`${stderr}${stdout}`));
      });
    });
  }
  const listed = async <T>(...args: string[]): Promise<T[]> => JSON.parse(await amtool('-o', 'json', ...args)) as T[];
  const names = async (...args: string[]) =>
    (await listed<ListedAlert>('alert', 'query', ...args)).map(({ labels }) => labels.alertname).sort();

  it('adds alerts and finds them', async () => {
    await amtool('alert', 'add', 'Slow', 'severity=warning', 'service=api', '--annotation=summary=it is slow');
    await amtool('alert', 'add', 'alertname=Down', 'severity=critical', '--generator-url=http://here/graph');
    await amtool('alert', 'add', 'Over', '--start=2026-01-01T00:00:00Z', '--end=2026-01-01T01:00:00Z');
    expect(await names()).toEqual(['Down', 'Slow']);
    expect(await names('Slow')).toEqual(['Slow']);
    expect(await names('service=~a.i', 'severity!=critical')).toEqual(['Slow']);
    expect(await names('--receiver=pager')).toEqual(['Down']);
    const extended = await amtool('-o', 'extended', 'alert', 'query', 'Slow');
    expect(extended).toContain('summary="it is slow"');
    expect(extended).toContain('active');
  });

  it('silences, and shows what is silenced', async () => {
    const id = await amtool(
      'silence',
      'add',
      'Slow',
      'service=~"a.*"',
      '--author=ann',
      '--comment=deploy',
      '--duration=2h',
    );
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(await names()).toEqual(['Down']);
    expect(await names('--silenced')).toEqual(['Slow']);
    const [silence] = await listed<ListedSilence>('silence', 'query', 'alertname=Slow');
    expect(silence).toMatchObject({
      id,
      createdBy: 'ann',
      comment: 'deploy',
      matchers: [
        { name: 'alertname', value: 'Slow', isRegex: false, isEqual: true },
        { name: 'service', value: 'a.*', isRegex: true, isEqual: true },
      ],
    });
    expect(await amtool('silence', 'query', '-q', '--created-by=ann')).toBe(id);
    expect(await amtool('silence', 'query', '-q', '--created-by=bob')).toBe('');

    const updated = await listed<ListedSilence>('silence', 'update', '--duration=1h', '--comment=longer', id);
    expect(updated).toMatchObject([{ id, comment: 'longer' }]);
    expect(Date.parse(updated[0]!.endsAt) - Date.parse(updated[0]!.startsAt)).toBe(3_600_000);

    await amtool('silence', 'expire', id);
    expect(await amtool('silence', 'query', '-q')).toBe('');
    expect(await amtool('silence', 'query', '-q', '--expired')).toBe(id);
    expect(await names()).toEqual(['Down', 'Slow']);
    await expect(amtool('silence', 'expire', id)).rejects.toThrow('already expired');
    await expect(amtool('silence', 'expire', '00000000-0000-0000-0000-000000000000')).rejects.toThrow('404');
  });

  it('imports silences that it exported', async () => {
    const ids = [
      await amtool('silence', 'add', 'A', '--author=ann', '--comment=first'),
      await amtool('silence', 'add', 'B', 'host!~web.*', '--author=ann', '--comment=second'),
    ];
    const file = join(directory, 'silences.json');
    writeFileSync(file, await amtool('-o', 'json', 'silence', 'query'));
    await amtool('silence', 'expire', ...ids);
    await amtool('silence', 'import', '--force', file);
    const again = await listed<ListedSilence>('silence', 'query');
    expect(again.map(({ comment }) => comment).sort()).toEqual(['first', 'second']);
    expect(again.map(({ id }) => id)).not.toEqual(expect.arrayContaining([ids[0]]));
    expect(JSON.parse(readFileSync(file, 'utf8'))).toHaveLength(2);
  });

  it('tells the reason of what is refused', async () => {
    await expect(amtool('silence', 'add', 'a=~.*', '--author=ann', '--comment=c')).rejects.toThrow(
      'at least one matcher must not match the empty string',
    );
  });

  it('shows the configuration, without secrets, and tests its routes', async () => {
    const shown = await amtool('config', 'show');
    expect(shown).toContain('resolve_timeout: 7m');
    expect(shown).not.toContain('hidden');
    const file = join(directory, 'alertmanager.yml');
    writeFileSync(file, shown);
    expect(await amtool('check-config', file)).toContain('SUCCESS');
    expect(await amtool('config', 'routes', 'show')).toContain('receiver: pager');
    expect(await amtool('config', 'routes', 'test', 'severity=critical', 'team=db')).toBe('pager,db');
    expect(await amtool('config', 'routes', 'test', '--verify.receivers=team', 'severity=info')).toContain('team');
  });

  it('shows the cluster', async () => {
    expect(await amtool('cluster', 'show')).toContain('disabled');
  });
});
