import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { FREE_PORTS, QuartetProcess } from '../cli/quartet-process.js';

const SERVICE = 'airtable-gateway';
/** The promise: people know within two minutes. */
const DEADLINE_MS = 120_000;
/** The rule as it is shipped waits for a minute; the rest of the way is the same for one that waits less. */
const IS_FULL = process.env.QUARTET_TEST_FULL === '1';
const SHIPPED = fileURLToPath(new URL('../../rules/services.yml', import.meta.url));

interface WebhookAlert {
  readonly status: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

interface Target {
  readonly labels: { readonly job: string };
  readonly globalUrl: string;
  readonly health: string;
}

describe('a service of the demo that stops answering', () => {
  const directory = mkdtempSync(join(tmpdir(), 'quartet-down-'));
  const portsFile = join(directory, 'ports.json');
  const told: WebhookAlert[] = [];
  const mails: string[] = [];
  let webhook: Server;
  let mail: SMTPServer;
  let demo: QuartetProcess;
  let ports: Record<string, number>;
  let stopped: number | undefined;

  beforeAll(async () => {
    webhook = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        told.push(...(JSON.parse(Buffer.concat(chunks).toString()) as { alerts: WebhookAlert[] }).alerts);
        response.end();
      });
    });
    mail = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData(stream, _session, done) {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          mails.push(Buffer.concat(chunks).toString());
          done();
        });
      },
    });
    await new Promise<void>((done) => webhook.listen(0, '127.0.0.1', done));
    await new Promise<void>((done) => mail.listen(0, '127.0.0.1', () => done()));
    const smtp = (mail.server.address() as AddressInfo).port;
    const hook = (webhook.address() as AddressInfo).port;
    writeFileSync(
      join(directory, 'alertmanager.yml'),
      `
global: { smtp_smarthost: '127.0.0.1:${smtp}', smtp_from: quartet@example.org, smtp_require_tls: false }
route:
  receiver: nobody
  routes: [{ receiver: people, matchers: ['alertname="ServiceDown"'], group_by: [job], group_wait: 1s, group_interval: 5s }]
receivers:
  - name: nobody
  - name: people
    email_configs: [{ to: operations@example.org, send_resolved: true }]
    webhook_configs: [{ url: 'http://127.0.0.1:${hook}/alerts' }]
`,
    );
    const rules = IS_FULL ? SHIPPED : join(directory, 'services.yml');
    if (!IS_FULL) writeFileSync(rules, impatient(readFileSync(SHIPPED, 'utf8')));
    const files = ['--ports-file', portsFile, '--alertmanager-config', 'alertmanager.yml', '--rule-files', rules];
    demo = new QuartetProcess(['demo', ...FREE_PORTS, ...files, '--rate', '1'], { cwd: directory });
    await demo.printed('The demo runs');
    ports = JSON.parse(readFileSync(portsFile, 'utf8')) as Record<string, number>;
  }, 240_000);

  afterAll(async () => {
    if (stopped !== undefined) process.kill(stopped, 'SIGCONT');
    await demo.stop('SIGINT');
    await new Promise<void>((done) => mail.close(done));
    await new Promise((done) => webhook.close(done));
    rmSync(directory, { recursive: true });
  }, 60_000);

  it('is told by mail and webhook, and that it is back', { timeout: 2 * DEADLINE_MS + 60_000 }, async () => {
    await until('the service is scraped', async () => (await target())?.health === 'up');
    const health = new URL('/health', (await target())!.globalUrl);
    const { pid } = (await (await fetch(health)).json()) as { pid: number };
    process.kill(pid, 'SIGSTOP');
    stopped = pid;

    await until('the webhook is called and the mail has come', async () => told.length > 0 && mails.length > 0);
    expect(told).toEqual([
      expect.objectContaining({
        status: 'firing',
        labels: expect.objectContaining({ alertname: 'ServiceDown', job: SERVICE, severity: 'critical' }),
      }),
    ]);
    expect(told[0]!.annotations.summary).toContain(SERVICE);
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatch(/^Subject: .*FIRING:1.*ServiceDown/m);
    expect(mails[0]).toContain(SERVICE);

    process.kill(pid, 'SIGCONT');
    stopped = undefined;
    await until('both know that it is back', async () => told.length > 1 && mails.length > 1);
    expect(told[1]).toMatchObject({ status: 'resolved', labels: { alertname: 'ServiceDown', job: SERVICE } });
    expect(mails[1]).toMatch(/^Subject: .*RESOLVED.*ServiceDown/m);
  });

  async function target(): Promise<Target | undefined> {
    const response = await fetch(`http://127.0.0.1:${ports.prometheus}/api/v1/targets?state=active`);
    const { data } = (await response.json()) as { data: { activeTargets: Target[] } };
    return data.activeTargets.find(({ labels }) => labels.job === SERVICE);
  }
});

/** The rules, of which ServiceDown waits for 5 s. */
function impatient(rules: string): string {
  const document = parseDocument(rules);
  const { groups } = document.toJS() as { groups: { rules: { alert?: string }[] }[] };
  const group = groups.findIndex((one) => one.rules.some(({ alert }) => alert === 'ServiceDown'));
  const rule = groups[group]!.rules.findIndex(({ alert }) => alert === 'ServiceDown');
  document.setIn(['groups', group, 'rules', rule, 'for'], '5s');
  return String(document);
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + DEADLINE_MS;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`not within ${DEADLINE_MS / 1000} s: ${what}`);
    await pause(500);
  }
}
