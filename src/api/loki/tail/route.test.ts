import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readContext } from '../../../../test/support/read-context.js';
import { TailClient } from '../../../../test/support/tail-client.js';
import { acceptUpgrades } from '../../../app/http-upgrades.js';
import { tenantResolver } from '../../../app/tenancy.js';
import { LogqlEngine } from '../../../logql/engine.js';
import { TailHub } from '../../../logql/tail/tail-hub.js';
import { LogBatch } from '../../../model/logs.js';
import { DEFAULT_LOKI_LIMITS, type LokiLimits } from '../../../model/loki-limits.js';
import type { LogReader, LogVolumes } from '../../../storage/interface.js';
import { lokiApi } from '../plugin.js';
import { Tails } from './tails.js';

/** Loki's API with tenants, over a store without entries, on a port of its own. */
async function started(limits: Partial<LokiLimits> = {}, logs: Partial<LogReader> = {}) {
  const reader = {
    scan: async function* () {
      yield [];
    },
    ...logs,
  } as unknown as LogReader;
  const hub = new TailHub();
  const limitsOf = () => ({ ...DEFAULT_LOKI_LIMITS, ...limits });
  const tails = new Tails(hub, limitsOf);
  const context = {
    ...readContext({ logs: reader }),
    tenantOf: tenantResolver(true),
    logql: new LogqlEngine(reader, { maxPoints: 1e6, maxSeries: 500 }),
    logVolumes: {} as LogVolumes,
    limitsOf,
    settings: {},
    tails,
  };
  const app = Fastify();
  app.register(lokiApi, { context });
  await app.ready();
  const server = createServer(app.routing);
  acceptUpgrades(server, app.routing);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    tails.stop();
    server.close();
    await app.close();
  });
  return { hub, tails, loki: `127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const follow = (loki: string, tenant: string, parameters: Record<string, string> = {}): Promise<TailClient> =>
  TailClient.open(loki, { query: '{app="a"}', ...parameters }, { 'X-Scope-OrgID': tenant });

function batch(tenant: string, line: string): LogBatch {
  const made = new LogBatch(tenant);
  const ref = { tenant, idLow: 1, idHigh: 0, labels: ['app', 'a'], name: '', storedDays: new Set<number>() };
  made.append(ref, 1, 0, Buffer.from(line), 0, line.length, '');
  made.endRow();
  return made;
}

describe('tails', () => {
  it('of tenants are apart', async () => {
    const { hub, loki } = await started();
    const [one, two] = await Promise.all([follow(loki, 'one'), follow(loki, 'two')]);
    for (const tenant of ['one', 'two']) hub.take(batch(tenant, `of ${tenant}`));
    await Promise.all([one, two].map((client) => client.until(({ lines }) => lines.length > 0)));
    expect([one.lines, two.lines]).toEqual([['of one'], ['of two']]);
  });

  it('need a tenant', async () => {
    const { loki } = await started();
    await expect(TailClient.open(loki, { query: '{app="a"}' })).rejects.toThrow('401 no org id');
  });

  it('are counted for each tenant, and again when they end', async () => {
    const { loki, tails } = await started({ maxConcurrentTailRequests: 1 });
    const first = await follow(loki, 'one');
    const refused = '400 max concurrent tail requests limit exceeded, count > limit (2 > 1)';
    await expect(follow(loki, 'one')).rejects.toThrow(refused);
    await follow(loki, 'two');
    expect(tails.count).toBe(2);
    first.socket.close(1000);
    expect((await first.closed).code).toBe(1000);
    await follow(loki, 'one');
  });

  it('end after the longest time that they may take', async () => {
    const { loki, tails } = await started({ tailMaxDuration: 50 });
    const client = await follow(loki, 'one');
    expect(await client.closed).toEqual({ code: 1011, reason: 'reached tail max duration limit' });
    expect(tails.count).toBe(0);
  });

  it('end with the reason why what was there cannot be read', async () => {
    const { loki } = await started(
      {},
      {
        // biome-ignore lint/correctness/useYield: it fails before it has anything
        scan: async function* () {
          throw new Error('the store is away');
        },
      },
    );
    const client = await follow(loki, 'one');
    expect(await client.closed).toEqual({ code: 1011, reason: 'the store is away' });
  });

  it('are not spoken without an upgrade', async () => {
    const { loki } = await started();
    const url = `http://${loki}/loki/api/v1/tail?query={app="a"}`;
    const answer = await fetch(url, { headers: { 'X-Scope-OrgID': 'one' } });
    expect([answer.status, await answer.text()]).toEqual([400, 'tail is spoken over WebSocket: ask for an upgrade\n']);
  });

  it('of a server that stops are ended, and there are no new ones', async () => {
    const { loki, tails } = await started();
    const client = await follow(loki, 'one');
    tails.stop();
    expect((await client.closed).code).toBe(1001);
    await expect(follow(loki, 'one')).rejects.toThrow('503 the server is shutting down');
  });
});
