import { Command } from 'commander';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { AlertmanagerBench } from '../../../test/support/alertmanager-api.js';
import { systemClock } from '../../telemetry/clock.js';
import { addAlertsCommand } from './command.js';

const CONFIG = `
route: { receiver: team, routes: [{ matchers: ['severity="critical"'], receiver: pager, group_by: [alertname] }] }
inhibit_rules: [{ source_matchers: ['alertname="Root"'], target_matchers: ['severity="warning"'] }]
receivers: [{ name: team }, { name: pager }]
`;

let bench: AlertmanagerBench;
let url: string;

beforeAll(async () => {
  bench = await AlertmanagerBench.start(CONFIG, systemClock);
  url = await bench.listen();
});
afterAll(() => bench.stop());

/** What a command line prints, and what it says beside. */
async function printed(...args: string[]): Promise<string> {
  const log = vi.spyOn(console, 'log').mockReturnValue();
  const error = vi.spyOn(console, 'error').mockReturnValue();
  try {
    const program = new Command().exitOverride().configureOutput({ writeErr: () => {} });
    addAlertsCommand(program);
    await program.parseAsync(['alerts', ...args, '--url', url], { from: 'user' });
    return [...log.mock.calls, ...error.mock.calls].join('\n');
  } finally {
    log.mockRestore();
    error.mockRestore();
  }
}

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000 - 1000).toISOString();

describe('quartet alerts', () => {
  beforeEach(async () => {
    await bench.post('/api/v2/alerts', [
      {
        labels: { alertname: 'Slow', severity: 'warning', service: 'api' },
        annotations: { summary: 'it is\u001b[31m slow' },
        startsAt: ago(3),
      },
      { labels: { alertname: 'Down', severity: 'critical', service: 'db' }, startsAt: ago(125) },
      { labels: { alertname: 'Root', severity: 'critical' }, annotations: { description: 'd' }, startsAt: ago(1) },
    ]);
  });

  it('lists what fires, the gravest and oldest first, and what keeps it back', async () => {
    const id = await printed('silence', 'add', 'Down', 'service=~d.*', '--comment', 'deploy', '--author', 'ann');
    const lines = (await printed()).split('\n').map((line) => line.replace(/ {2,}/g, ' | '));
    expect(lines).toEqual([
      'AGE | SEVERITY | NAME | LABELS | SUMMARY | STATE',
      '2h5m | critical | Down | service=db | silenced by ann: deploy (59m left)',
      '1m | critical | Root | d | firing',
      '3m | warning | Slow | service=api | it is·[31m slow | inhibited by Root{severity="critical"}',
    ]);
    expect(await printed('--active')).not.toMatch(/Down|Slow/);
    expect(await printed('severity!=critical')).not.toMatch(/Down/);
    expect(await printed('Nothing')).toBe('no alerts fire');
    const [alert] = JSON.parse(await printed('Down', '--json')) as { status: object }[];
    expect(alert).toMatchObject({ labels: { service: 'db' }, status: { state: 'suppressed', silencedBy: [id] } });
    await printed('silence', 'expire', id);
    expect(await printed('Down')).toContain('firing');
  });

  it('lists silences', async () => {
    const id = await printed(
      'silence',
      'add',
      'a=b',
      'c!~"d e"',
      '--comment',
      'x',
      '--author',
      'bob',
      '--duration',
      '2h',
    );
    const line = (await printed('silence', 'list')).split('\n')[1]!.replace(/ {2,}/g, ' | ');
    expect(line).toBe(`${id} | active | 1h59m left | bob | a="b", c!~"d e" | x`);
    expect(JSON.parse(await printed('silence', 'list', 'a=b', '--json'))).toMatchObject([{ id, createdBy: 'bob' }]);
    expect(await printed('silence', 'list', 'a=other')).toBe('nothing is silenced');
    await printed('silence', 'expire', id);
    expect(await printed('silence', 'list')).toBe('nothing is silenced');
    expect(await printed('silence', 'list', 'a=b', '--expired')).toContain('expired');
    await expect(printed('silence', 'expire', id, 'x')).rejects.toThrow(
      `silence ${id} already expired\nsilenceID in path must be of type uuid: "x"`,
    );
  });

  it('says whom an alert would reach', async () => {
    const text = await printed('explain', 'New', 'severity=critical', '--time', '2026-01-05T10:00:00Z');
    expect(text).toContain('New{severity="critical"} at 2026-01-05T10:00:00.000Z\n  pager\n');
    expect(text).toContain('because of  {} > {severity="critical"}');
    expect(text).toContain('in group    New, a new one, which waits 30s');
    expect(text).toContain('is told     2026-01-05T10:00:30.000Z, 30s later');
    const id = await printed('silence', 'add', 'New', '--comment', 'c', '--author', 'ann');
    expect(await printed('explain', 'New', 'severity=warning')).toMatch(
      /nobody is told: it is silenced by ann: c, until .*\n {2}nobody is told: it is inhibited by Root/,
    );
    await printed('silence', 'expire', id);
  });

  it.each([
    [['a=~('], 'bad matcher format'],
    [['=b'], 'is not a condition such as'],
    [['explain', 'a=~b'], 'is not a label of an alert'],
    [['explain', 'a=b', '--time', 'soon'], 'cannot parse "soon"'],
    [['silence', 'add', 'a=b'], "required option '--comment <TEXT>' not specified"],
    [['silence', 'add', 'a=b', '--comment', 'c', '--duration', '-1h'], '--duration -1h is not a duration'],
    [['silence', 'add', 'a=~.*', '--comment', 'c'], 'must not match the empty string'],
    [
      ['silence', 'add', 'a=b', '--comment', 'c', '--end', '2020-01-01T00:00:00Z'],
      'start time must be before end time',
    ],
  ])('%j says what is wrong', async (args, message) => {
    await expect(printed(...args)).rejects.toThrow(message);
  });

  it('says where it looked for a server', async () => {
    const program = new Command().exitOverride();
    addAlertsCommand(program);
    await expect(program.parseAsync(['alerts', '--url', 'http://127.0.0.1:1'], { from: 'user' })).rejects.toThrow(
      /cannot reach 127.0.0.1:1 .*--url names a running server's Alertmanager port/,
    );
  });
});
