import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PostgresExporter } from '../../src/collect/exporters/postgres/postgres-exporter.js';
import { createLogger, OwnLogBuffer } from '../../src/telemetry/logger.js';
import { openExposition } from '../../src/wire/exposition/open-exposition.js';
import { EXPOSITION_TYPE, writeExposition } from '../../src/wire/exposition/write-exposition.js';
import { labelsOfSeries, valueOfSeries } from './families.js';
import { freePort } from './free-port.js';
import { PostgresServer, postgresPrograms } from './postgres-server.js';

const never = new AbortController().signal;
const log = new OwnLogBuffer();
const logger = createLogger({ level: 'warn', buffer: log });

if (postgresPrograms === undefined) process.stderr.write('skipped: no PostgreSQL in /usr/lib/postgresql\n');

describe.skipIf(postgresPrograms === undefined)('a PostgreSQL server', () => {
  let server: PostgresServer;
  let exporter: PostgresExporter;
  const label = () => ({ server: `127.0.0.1:${server.port}` });

  beforeAll(async () => {
    server = await PostgresServer.create();
    const client = new pg.Client(server.dataSource());
    await client.connect();
    await client.query('CREATE DATABASE shop');
    await client.query('CREATE ROLE watcher LOGIN IN ROLE pg_monitor CONNECTION LIMIT 7');
    await client.end();
    const shop = new pg.Client(server.dataSource('shop'));
    await shop.connect();
    await shop.query('CREATE TABLE orders (id int PRIMARY KEY)');
    await shop.query('INSERT INTO orders SELECT generate_series(1, 10)');
    await shop.query('ANALYZE orders');
    await shop.query("SELECT pg_create_physical_replication_slot('standby', true)");
    await shop.end();
    const texts = [server.dataSource('postgres', 'watcher'), server.dataSource('shop', 'watcher')];
    exporter = new PostgresExporter({ dataSources: texts.map((text) => ({ text })) }, logger);
  }, 60_000);

  afterAll(async () => {
    await exporter?.close();
    await server?.remove();
  });

  it('is told under the names of postgres_exporter', async () => {
    const families = await exporter.collect(never);
    expect(log.take()).toEqual([]);
    const value = (name: string, labels = {}) => valueOfSeries(families, name, { ...label(), ...labels });
    expect(value('pg_up')).toBe(1);
    expect(valueOfSeries(families, 'pg_exporter_last_scrape_error')).toBe(0);
    expect(labelsOfSeries(families, 'pg_static')?.short_version).toMatch(/^\d+\.\d+\.0$/);
    expect(value('pg_settings_max_connections')).toBe(100);
    expect(value('pg_settings_shared_buffers_bytes')).toBe(128 * 1024 * 1024);
    expect(value('pg_settings_autovacuum_vacuum_cost_delay_seconds')).toBe(0.002);
    expect(value('pg_settings_statement_timeout_seconds')).toBe(10);
    expect(value('pg_settings_transaction_read_only')).toBe(1);
    expect(value('pg_stat_database_xact_commit', { datname: 'shop' })).toBeGreaterThan(0);
    expect(value('pg_database_size_bytes', { datname: 'shop' })).toBeGreaterThan(1_000_000);
    expect(value('pg_stat_activity_count', { datname: 'postgres', state: 'active', usename: 'watcher' })).toBe(1);
    expect(value('pg_stat_activity_count', { datname: 'postgres', state: 'idle in transaction' })).toBe(0);
    expect(value('pg_stat_activity_max_tx_duration', { datname: 'shop', state: 'idle in transaction' })).toBe(0);
    expect(value('pg_locks_count', { datname: 'postgres', mode: 'accesssharelock' })).toBeGreaterThan(0);
    expect(value('pg_locks_count', { datname: 'shop', mode: 'accessexclusivelock' })).toBe(0);
    expect(value('pg_stat_user_tables_n_tup_ins', { datname: 'shop', relname: 'orders' })).toBe(10);
    expect(value('pg_stat_user_tables_last_analyze', { relname: 'orders' })).toBeGreaterThan(1_600_000_000);
    expect(value('pg_stat_user_tables_last_vacuum', { relname: 'orders' })).toBe(0);
    expect(value('pg_statio_user_tables_heap_blks_hit', { relname: 'orders' })).toBeGreaterThan(0);
    expect(value('pg_replication_lag_seconds')).toBe(0);
    expect(value('pg_replication_lag')).toBe(0);
    expect(value('pg_replication_is_replica')).toBe(0);
    expect(value('pg_replication_slots_active', { slot_name: 'standby' })).toBe(0);
    expect(value('pg_replication_slots_pg_wal_lsn_diff', { slot_name: 'standby' })).toBeGreaterThanOrEqual(0);
    expect(value('pg_stat_archiver_failed_count')).toBe(0);
    expect(value('pg_long_running_transactions')).toBe(0);
    expect(value('pg_stat_bgwriter_buffers_alloc_total')).toBe(value('pg_stat_bgwriter_buffers_alloc'));
    expect(value('pg_wal_segments')).toBeGreaterThan(0);
    expect(value('pg_roles_connection_limit', { rolname: 'watcher' })).toBe(7);
    expect(value('pg_postmaster_start_time_seconds')).toBeGreaterThan(1_600_000_000);
    expect(value('pg_scrape_collector_success', { collector: 'stat_database' })).toBe(1);
  });

  it('makes a page that names every family and every series once', async () => {
    const page = writeExposition(await exporter.collect(never));
    const lines = page.split('\n');
    const types = lines.filter((line) => line.startsWith('# TYPE '));
    expect(new Set(types).size).toBe(types.length);
    const series = lines
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => line.replace(/ \S+$/, ''));
    expect(new Set(series).size).toBe(series.length);
    const reader = openExposition(EXPOSITION_TYPE, Buffer.from(page), {
      fallback: undefined,
      nativeHistograms: false,
      classicHistograms: false,
    });
    expect(reader).toBeDefined();
  });

  it('is down, and up again over a new connection', async () => {
    await server.stop();
    const down = await exporter.collect(never);
    expect(valueOfSeries(down, 'pg_up', label())).toBe(0);
    expect(valueOfSeries(down, 'pg_exporter_last_scrape_error')).toBe(1);
    expect(down.some(({ name }) => name.startsWith('pg_stat_'))).toBe(false);
    await server.start();
    expect(valueOfSeries(await exporter.collect(never), 'pg_up', label())).toBe(1);
    log.take();
  }, 30_000);

  it('keeps the other collectors when one may not be asked', async () => {
    const admin = new pg.Client(server.dataSource());
    await admin.connect();
    await admin.query('CREATE ROLE stranger LOGIN');
    await admin.end();
    const poor = new PostgresExporter({ dataSources: [{ text: server.dataSource('postgres', 'stranger') }] }, logger);
    const families = await poor.collect(never);
    await poor.close();
    expect(valueOfSeries(families, 'pg_scrape_collector_success', { collector: 'wal' })).toBe(0);
    expect(valueOfSeries(families, 'pg_scrape_collector_success', { collector: 'locks' })).toBe(1);
    expect(valueOfSeries(families, 'pg_exporter_last_scrape_error')).toBe(1);
    expect(log.take().map(({ line }) => line)).toEqual([expect.stringContaining('pg_ls_waldir')]);
  });
});

describe('what is no server', () => {
  it('is down, and its password is not told', async () => {
    const text = `postgresql://u:hush@127.0.0.1:${await freePort()}/db?sslmode=disable`;
    const exporter = new PostgresExporter(
      { dataSources: [{ text }, { text: 'postgresql://u:hush hush@/' }, { file: '/nowhere/dsn' }] },
      logger,
    );
    const families = await exporter.collect(never);
    await exporter.close();
    expect(valueOfSeries(families, 'pg_up')).toBe(0);
    const lines = log.take().map(({ line }) => line);
    expect(lines).toHaveLength(3);
    expect(lines.join('\n')).not.toContain('hush');
  });
});
