import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createClient } from '@redis/client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { parseCheckedKeys } from '../../src/collect/exporters/redis/key-families.js';
import { RedisExporter, type RedisExporterOptions } from '../../src/collect/exporters/redis/redis-exporter.js';
import { createLogger, OwnLogBuffer } from '../../src/telemetry/logger.js';
import { labelsOfSeries, valueOfSeries } from './families.js';
import { freePort } from './free-port.js';
import { isRedisInstalled, RedisServer } from './redis-server.js';

const never = new AbortController().signal;
const log = new OwnLogBuffer();
const logger = createLogger({ level: 'warn', buffer: log });
const exporterOf = (options: RedisExporterOptions) => new RedisExporter(options, logger);

if (!isRedisInstalled) process.stderr.write('skipped: no redis-server\n');

describe.skipIf(!isRedisInstalled)('a Redis', () => {
  let server: RedisServer;
  let guarded: RedisServer;

  beforeAll(async () => {
    [server, guarded] = await Promise.all([RedisServer.create(), RedisServer.create('sesame')]);
    const client = createClient({ url: `redis://127.0.0.1:${server.port}` });
    await client.connect();
    await client.set('answer', '42');
    await client.set('passing', 'x', { EX: 100 });
    await client.get('answer');
    await client.sendCommand(['HGET', 'answer', 'field']).catch(() => {});
    await client.select(3);
    await client.rPush('queue:a', ['1', '2', '3']);
    client.destroy();
  }, 30_000);

  afterAll(() => Promise.all([server?.remove(), guarded?.remove()]));

  it('is told under the names of redis_exporter', async () => {
    const checkedKeys = parseCheckedKeys('answer,db3=queue:*');
    const exporter = exporterOf({ targets: [{ address: `redis://127.0.0.1:${server.port}` }], checkedKeys });
    const families = await exporter.collect(never);
    expect(log.take()).toEqual([]);
    const value = (name: string, labels = {}) => valueOfSeries(families, name, labels);
    expect(value('redis_up')).toBe(1);
    expect(value('redis_exporter_last_scrape_error', { err: '' })).toBe(0);
    expect(value('redis_exporter_scrapes_total')).toBe(1);
    expect(value('redis_connected_clients')).toBe(1);
    expect(value('redis_memory_used_bytes')).toBeGreaterThan(100_000);
    expect(value('redis_memory_max_bytes')).toBe(0);
    expect(value('redis_mem_fragmentation_ratio')).toBeGreaterThan(0);
    expect(value('redis_rdb_last_bgsave_status')).toBe(1);
    expect(value('redis_keyspace_hits_total')).toBeGreaterThanOrEqual(1);
    expect(value('redis_commands_processed_total')).toBeGreaterThan(5);
    expect(value('redis_cpu_sys_seconds_total')).toBeGreaterThanOrEqual(0);
    expect(value('redis_connected_slaves')).toBe(0);
    expect(value('redis_commands_total', { cmd: 'get' })).toBe(1);
    expect(value('redis_commands_failed_calls_total', { cmd: 'hget' })).toBe(1);
    expect(value('redis_commands_duration_seconds_total', { cmd: 'set' })).toBeGreaterThan(0);
    expect(value('redis_latency_percentiles_usec', { cmd: 'set', quantile: '0.99' })).toBeGreaterThan(0);
    expect(value('redis_errors_total', { err: 'WRONGTYPE' })).toBe(1);
    expect(value('redis_db_keys', { db: 'db0' })).toBe(2);
    expect(value('redis_db_keys_expiring', { db: 'db0' })).toBe(1);
    expect(value('redis_db_avg_ttl_seconds', { db: 'db0' })).toBeGreaterThan(10);
    expect(value('redis_config_maxclients')).toBeGreaterThan(0);
    expect(value('redis_slowlog_length')).toBe(0);
    expect(value('redis_start_time_seconds')).toBeGreaterThan(1_600_000_000);
    expect(labelsOfSeries(families, 'redis_instance_info')).toMatchObject({
      role: 'master',
      redis_mode: 'standalone',
      tcp_port: String(server.port),
    });
    expect(value('redis_key_value', { db: 'db0', key: 'answer' })).toBe(42);
    expect(value('redis_key_size', { db: 'db3', key: 'queue:a' })).toBe(3);
  });

  it('is asked with a password, as a user, and over TLS', async () => {
    const { port, securedPort, certificate } = guarded;
    const upOf = async (options: RedisExporterOptions) =>
      valueOfSeries(await exporterOf(options).collect(never), 'redis_up');
    const password = { text: 'sesame' };
    expect(await upOf({ targets: [{ address: `127.0.0.1:${port}` }] })).toBe(0);
    expect(await upOf({ targets: [{ address: `127.0.0.1:${port}`, password: { text: 'wrong' } }] })).toBe(0);
    expect(await upOf({ targets: [{ address: `127.0.0.1:${port}`, password }] })).toBe(1);
    expect(await upOf({ targets: [{ address: `redis://ann:sesame@127.0.0.1:${port}` }] })).toBe(1);
    const address = `rediss://localhost:${securedPort}`;
    expect(await upOf({ targets: [{ address, password }] })).toBe(0);
    const tls = { ca: { text: certificate }, insecureSkipVerify: false };
    expect(await upOf({ targets: [{ address, password, tls }] })).toBe(1);
    expect(
      log
        .take()
        .map(({ line }) => line)
        .join('\n'),
    ).not.toMatch(/sesame|wrong/);
  });

  it('is one of several, or the target of a request', async () => {
    const targets = [server, guarded].map(({ port }) => ({
      address: `127.0.0.1:${port}`,
      password: { text: 'sesame' },
    }));
    const exporter = exporterOf({ targets: [{ address: targets[0]!.address }, targets[1]!] });
    const families = await exporter.collect(never);
    for (const { port } of [server, guarded]) {
      expect(valueOfSeries(families, 'redis_up', { addr: `redis://127.0.0.1:${port}` })).toBe(1);
    }
    expect(new Set(families.map(({ name }) => name)).size).toBe(families.length);
    const one = await exporter.collectTarget(`redis://127.0.0.1:${guarded.port}`, never);
    expect(valueOfSeries(one, 'redis_up')).toBe(1);
    expect(labelsOfSeries(one, 'redis_up')).toEqual({});
    const stranger = exporterOf({ targets: [] });
    const refused = await stranger.collectTarget(`127.0.0.1:${guarded.port}`, never);
    expect(valueOfSeries(refused, 'redis_up')).toBe(0);
    await expect(exporter.collectTarget('http://sesame@x', never)).rejects.toThrow(
      /^the address of a Redis is none of/,
    );
    log.take();
  });
});

describe('what is no Redis', () => {
  const servers: Server[] = [];
  const sockets: Socket[] = [];
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.destroy();
    for (const server of servers.splice(0)) server.close();
    log.take();
  });

  async function answering(answer: (socket: Socket, command: string) => void): Promise<string> {
    const server = createServer((socket) => {
      sockets.push(socket);
      socket.on('error', () => {});
      socket.on('data', (bytes) => answer(socket, bytes.toString()));
    }).listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    return `127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  const scrape = async (address: string, collectTimeoutMs = 10_000) =>
    exporterOf({ targets: [{ address }], collectTimeoutMs }).collect(never);

  it('is down where nobody listens', async () => {
    const families = await scrape(`127.0.0.1:${await freePort()}`);
    expect(valueOfSeries(families, 'redis_up')).toBe(0);
    expect(labelsOfSeries(families, 'redis_exporter_last_scrape_error')!.err).toContain('ECONNREFUSED');
  });

  it('is down when it never answers', async () => {
    const families = await scrape(await answering(() => {}), 50);
    expect(labelsOfSeries(families, 'redis_exporter_last_scrape_error')!.err).toContain('given up');
  });

  it.each([
    ['garbage', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
    ['binary garbage', '\x00\x01\x02\xff\xfe'],
    ['a number where text belongs', ':1\r\n'],
    ['an error', '-ERR nothing here\r\n'],
    ['lists without end', '*1000000000\r\n'.repeat(1000)],
  ])('is down when it answers %s', async (_, text) => {
    const families = await scrape(await answering((socket) => socket.write(text)), 300);
    expect(valueOfSeries(families, 'redis_up')).toBe(0);
  });

  it('is down when it hangs up', async () => {
    expect(valueOfSeries(await scrape(await answering((socket) => socket.destroy())), 'redis_up')).toBe(0);
  });
});
