import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { embeddedEngine, rowsOf } from '../../../test/support/embedded-store.js';
import type { Engine } from '../engine/engine.js';
import { createTable, type Topology } from './ddl.js';
import { MIGRATIONS, type Migration, migrate, SCHEMA_VERSION, seriesSeed } from './migrate.js';

let engine: Engine;
let remove: () => Promise<void>;
let databases = 0;

beforeAll(async () => {
  ({ engine, remove } = await embeddedEngine());
});

afterAll(() => remove());

/** A database of the test's own. */
const topology = (): Topology => ({ database: `migrate_${++databases}` });

const tables = async ({ database }: Topology): Promise<string[]> => {
  const rows = await rowsOf(engine, 'SELECT name FROM system.tables WHERE database = {database:String} ORDER BY name', {
    database,
  });
  return rows.map(({ name }) => String(name));
};

const history = ({ database }: Topology) =>
  rowsOf(engine, `SELECT number, name FROM ${database}.schema_migrations ORDER BY number`);

const fake = (number: number, ...statements: ((database: string) => string)[]): Migration => ({
  number,
  name: `step ${number}`,
  statements: ({ database }) => statements.map((statement) => statement(database)),
});

const table = (name: string) => (database: string) =>
  `CREATE TABLE IF NOT EXISTS ${database}.${name} (a Int32) ENGINE = MergeTree ORDER BY a`;

describe('numbers', () => {
  it('count up from 1 without gaps', () => {
    expect(MIGRATIONS.map(({ number }) => number)).toEqual(MIGRATIONS.map((_, i) => i + 1));
    expect(SCHEMA_VERSION).toBe(MIGRATIONS.length);
  });
});

describe('a fresh store', () => {
  it('gets every table, each durable on insert', async () => {
    const at = topology();
    await migrate(engine, at);
    expect(await tables(at)).toEqual([
      'documents',
      'log_delete_requests',
      'log_entries',
      'log_streams',
      'metric_exemplars',
      'metric_histograms',
      'metric_metadata',
      'metric_samples',
      'metric_series',
      'schema_migrations',
      'span_attributes',
      'span_resources',
      'spans',
      'store_properties',
    ]);
    const careless = await rowsOf(
      engine,
      "SELECT name FROM system.tables WHERE database = {database:String} AND create_table_query NOT LIKE '%fsync_after_insert = 1, fsync_part_directory = 1%'",
      { database: at.database },
    );
    expect(careless).toEqual([]);
    expect(await history(at)).toEqual([
      { number: 1, name: 'first tables' },
      { number: 2, name: 'late entries' },
      { number: 3, name: 'requests to delete logs' },
      { number: 4, name: 'attributes of spans' },
      { number: 5, name: 'documents' },
      { number: 6, name: 'texts of spans' },
      { number: 7, name: 'words of log lines' },
      { number: 8, name: 'values of labels of log streams' },
    ]);
  });

  it('begins the sorting key of every table of telemetry with the tenant', async () => {
    const at = topology();
    await migrate(engine, at);
    const keys = await rowsOf(
      engine,
      "SELECT name FROM system.tables WHERE database = {database:String} AND NOT startsWith(sorting_key, 'tenant')",
      { database: at.database },
    );
    expect(keys.map(({ name }) => name).sort()).toEqual(['schema_migrations', 'store_properties']);
  });

  it('draws one seed and keeps it', async () => {
    const [first, second] = [topology(), topology()];
    await migrate(engine, first);
    await migrate(engine, second);
    const seed = await seriesSeed(engine, first);
    expect(await seriesSeed(engine, first)).toBe(seed);
    expect(await seriesSeed(engine, second)).not.toBe(seed);
  });
});

describe('a store that has been migrated', () => {
  it('is left as it is', async () => {
    const at = topology();
    await migrate(engine, at);
    await engine.command(`INSERT INTO ${at.database}.metric_metadata (tenant, family) VALUES ('t', 'f')`);
    await migrate(engine, at);
    expect(await history(at)).toHaveLength(MIGRATIONS.length);
    expect(await rowsOf(engine, `SELECT family FROM ${at.database}.metric_metadata`)).toEqual([{ family: 'f' }]);
  });

  it('gets only what it has not had', async () => {
    const at = topology();
    const ran: number[] = [];
    const noted = (number: number): Migration => ({
      number,
      name: `step ${number}`,
      statements: () => {
        ran.push(number);
        return [table(`t${number}`)(at.database)];
      },
    });
    await migrate(engine, at, [noted(1)]);
    await migrate(engine, at, [noted(1), noted(2), noted(3)]);
    expect(ran).toEqual([1, 2, 3]);
    expect((await history(at)).map(({ number }) => number)).toEqual([1, 2, 3]);
  });

  it('says of days with spans that these may have any attributes', async () => {
    const at = topology();
    await migrate(engine, at, MIGRATIONS.slice(0, 3));
    await engine.command(`INSERT INTO ${at.database}.span_resources (tenant, id, day) VALUES ('t', 1, 7), ('t', 2, 7)`);
    await migrate(engine, at);
    expect(await rowsOf(engine, `SELECT tenant, key, day, types FROM ${at.database}.span_attributes`)).toEqual([
      { tenant: 't', key: '', day: 7, types: 1023 },
    ]);
  });

  it('is refused by a program that is older', async () => {
    const at = topology();
    await migrate(engine, at, [fake(1, table('a')), fake(2, table('b'))]);
    await expect(migrate(engine, at, [fake(1, table('a'))])).rejects.toMatchObject({
      code: 'invalid_argument',
      message: 'the store has schema 2, this program knows 1; run a newer version of quartet on it',
    });
  });
});

describe('a migration that was cut off', () => {
  it('runs again from its first statement', async () => {
    const at = topology();
    const broken = fake(1, table('a'), () => 'this is no SQL', table('b'));
    await expect(migrate(engine, at, [broken])).rejects.toMatchObject({ code: 'internal' });
    expect(await tables(at)).toEqual(['a', 'schema_migrations']);
    expect(await history(at)).toEqual([]);

    await migrate(engine, at, [fake(1, table('a'), table('b'))]);
    expect(await tables(at)).toEqual(['a', 'b', 'schema_migrations']);
    expect((await history(at)).map(({ number }) => number)).toEqual([1]);
  });

  it.each(MIGRATIONS)('$name: every statement may be repeated', async ({ statements }) => {
    const at = topology();
    await migrate(engine, at);
    for (const statement of statements(at)) await engine.command(statement);
  });
});

describe('the step to late entries', () => {
  it('counts entries that stand in a store of the step before as late', async () => {
    const at = topology();
    await migrate(engine, at, MIGRATIONS.slice(0, 1));
    const insert = (columns: string, ...values: string[]) =>
      engine.command(`INSERT INTO ${at.database}.log_entries (${columns}) SELECT ${values.join(', ')}`);
    await insert('tenant, id, ts, line', "'t'", '1', '1', "'before'");
    await migrate(engine, at);
    await insert('tenant, id, ts, line', "'t'", '1', '2', "'unknown'");
    await insert('tenant, id, ts, line, late', "'t'", '1', '3', "'newest'", '0');
    expect(await rowsOf(engine, `SELECT line, late FROM ${at.database}.log_entries ORDER BY ts`)).toEqual([
      { line: 'before', late: 1 },
      { line: 'unknown', late: 1 },
      { line: 'newest', late: 0 },
    ]);
  });
});

describe('the step to texts of spans', () => {
  it('reads and merges spans of the step before with those that are written later', async () => {
    const at = topology();
    await migrate(engine, at, MIGRATIONS.slice(0, 5));
    const insert = (message: string) =>
      engine.command(
        `INSERT INTO ${at.database}.spans (tenant, ts, status_message, attributes) SELECT 't', 1, {message:String}, {json:String}`,
        { message, json: JSON.stringify({ said: message, many: [message, ''] }) },
      );
    const stored = () =>
      rowsOf(
        engine,
        'SELECT status_message, attributes.said.:String AS said, attributes.many.:`Array(Nullable(String))` AS many ' +
          `FROM ${at.database}.spans ORDER BY status_message`,
      );
    const row = (message: string) => ({ status_message: message, said: message, many: [message, ''] });
    await insert('before');
    await migrate(engine, at);
    await insert('later');
    expect(await stored()).toEqual([row('before'), row('later')]);
    await engine.command(`OPTIMIZE TABLE ${at.database}.spans FINAL`);
    expect(await stored()).toEqual([row('before'), row('later')]);
  });
});

describe('on a cluster', () => {
  const cluster: Topology = { database: 'quartet', cluster: 'main' };

  it('makes a replicated table on every node and a distributed one over them', () => {
    const sql = createTable(cluster, {
      name: 'things',
      columns: ['tenant String', 'id UInt64'],
      engine: 'ReplacingMergeTree(version)',
      partitionBy: 'day',
      orderBy: '(tenant, id)',
      shardBy: 'id',
    });
    expect(sql).toEqual([
      "CREATE TABLE IF NOT EXISTS quartet.things_local ON CLUSTER 'main' (\n  tenant String,\n  id UInt64\n)\n" +
        "ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}', version)\n" +
        'PARTITION BY day\nORDER BY (tenant, id)\nSETTINGS fsync_after_insert = 1, fsync_part_directory = 1, ' +
        'min_rows_to_fsync_after_merge = 1, non_replicated_deduplication_window = 1000, ' +
        'replicated_deduplication_window = 1000, merge_selector_base = 20, min_parts_to_merge_at_once = 20',
      "CREATE TABLE IF NOT EXISTS quartet.things ON CLUSTER 'main' AS quartet.things_local\n" +
        "ENGINE = Distributed('main', 'quartet', 'things_local', id)",
    ]);
  });

  it.each(MIGRATIONS)('$name: every definition names the cluster', ({ statements }) => {
    const definitions = statements(cluster).filter((statement) => !statement.startsWith('INSERT'));
    for (const statement of definitions) expect(statement).toContain(" ON CLUSTER 'main'");
    const local = definitions.filter((statement) => statement.includes('_local ON CLUSTER'));
    for (const statement of local) expect(statement).toMatch(/^ALTER TABLE|ENGINE = Replicated\w*MergeTree\('/);
    // Columns concern both tables; how parts are written, and their indexes, only the one that has parts.
    const alsoDistributed = local.filter((statement) => /^CREATE TABLE| COLUMN /.test(statement));
    expect(definitions).toHaveLength(local.length + alsoDistributed.length);
  });
});
