import { expect, it } from 'vitest';
import { MetricAdmin } from './metric-admin.js';

it.each([
  [{ database: 'q' }, 'ALTER TABLE q.metric_samples '],
  [{ database: 'q', cluster: 'c' }, "ALTER TABLE q.metric_samples_local ON CLUSTER 'c' "],
])('cleans and copies the tables of %j', async (topology, start) => {
  const commands: string[] = [];
  const engine = { command: async (sql: string) => void commands.push(sql) };
  const admin = new MetricAdmin(engine, topology, { deleteSeries: async () => {} }, () =>
    Date.UTC(2026, 10, 21, 10, 32),
  );
  await admin.cleanTombstones();
  expect(commands[0]).toBe(`${start}APPLY DELETED MASK SETTINGS mutations_sync = 1`);
  expect(commands.splice(0)).toHaveLength(3);
  const name = await admin.snapshot();
  expect(name).toMatch(/^20261121T103200Z_[0-9a-f]{16}$/);
  expect(commands[0]).toBe(`${start}FREEZE WITH NAME '${name}'`);
  expect(commands).toHaveLength(5);
});
