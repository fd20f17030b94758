import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EmbeddedEngine } from '../../src/storage/engine/embedded.js';
import { FREE_PORTS, QuartetProcess } from '../cli/quartet-process.js';
import { rowsOf } from '../support/embedded-store.js';
import { SERVICES } from './services.js';

/** Those outside that the services call. */
const OUTSIDE = ['airtable', 'gemini', 'user'];
const SECONDS = 30;
/** Longer than a side of a request waits for the other one. */
const WAIT_MS = 12_000;

/** The last value of each series of a metric, by its labels. */
const LAST = `
  SELECT labels, argMax(value, ts) AS value
  FROM quartet.metric_samples AS samples
  INNER JOIN (SELECT DISTINCT name, id, labels FROM quartet.metric_series) AS series USING (name, id)
  WHERE name = {name:String}
  GROUP BY labels`;

const CALLS = `
  SELECT labels['service'] AS service, labels['span_name'] AS name, labels['span_kind'] AS kind,
    labels['status_code'] AS status, value AS n
  FROM (${LAST}) ORDER BY ALL`;
const SPANS = `
  SELECT service, name,
    ['SPAN_KIND_UNSPECIFIED', 'SPAN_KIND_INTERNAL', 'SPAN_KIND_SERVER', 'SPAN_KIND_CLIENT', 'SPAN_KIND_PRODUCER', 'SPAN_KIND_CONSUMER'][kind + 1] AS kind,
    ['STATUS_CODE_UNSET', 'STATUS_CODE_OK', 'STATUS_CODE_ERROR'][status + 1] AS status, toFloat64(count()) AS n
  FROM quartet.spans GROUP BY ALL ORDER BY ALL`;

const EDGES = `
  SELECT labels['client'] AS client, labels['server'] AS server, labels['connection_type'] AS connection, value AS n
  FROM (${LAST}) ORDER BY ALL`;
/** Requests of which both sides are there, to databases, and of roots. */
const REQUESTS = `
  SELECT * FROM (
    SELECT c.service AS client, s.service AS server,
      if(c.kind = 4 OR s.kind = 5, 'messaging_system', '') AS connection, toFloat64(count()) AS n
    FROM quartet.spans AS c INNER JOIN quartet.spans AS s ON c.trace_id = s.trace_id AND c.span_id = s.parent_id
    WHERE c.kind IN (3, 4) AND s.kind IN (2, 5) GROUP BY ALL
    UNION ALL
    SELECT service, attributes.server.address::String, 'database', toFloat64(count())
    FROM quartet.spans WHERE kind = 3 AND isNotNull(attributes.db.namespace) GROUP BY ALL
    UNION ALL
    SELECT 'user', service, 'virtual_node', toFloat64(count())
    FROM quartet.spans WHERE kind IN (2, 5) AND parent_id = unhex('0000000000000000') GROUP BY ALL
  ) ORDER BY ALL`;
/** Calls of peers outside that had ended so many ms before the last collection. */
const OUTSIDE_CALLS = `
  SELECT service AS client, attributes.peer.service::String AS server, toFloat64(count()) AS n
  FROM quartet.spans
  WHERE kind = 3 AND isNotNull(attributes.peer.service) AND isNull(attributes.db.namespace)
    AND toUnixTimestamp64Milli(ts) + duration / 1e6 <=
      (SELECT max(toUnixTimestamp64Milli(ts)) FROM quartet.metric_samples WHERE name = 'traces_service_graph_request_total') - {before:UInt32}
  GROUP BY ALL ORDER BY ALL`;

describe('metrics of the demo', () => {
  const directory = mkdtempSync(join(tmpdir(), 'quartet-demo-'));
  let engine: EmbeddedEngine;

  beforeAll(async () => {
    const dataDir = join(directory, 'data');
    const demo = new QuartetProcess(['demo', ...FREE_PORTS, '--data-dir', dataDir, '--rate', '5'], { cwd: directory });
    await demo.printed('The demo runs');
    await pause(SECONDS * 1000);
    await demo.stop('SIGINT');
    engine = new EmbeddedEngine({ dataDir, memoryLimit: 1 << 30 });
    await engine.start();
  }, 120_000);

  afterAll(async () => {
    await engine?.stop();
    rmSync(directory, { recursive: true });
  });

  it('count every span that is stored', async () => {
    const spans = await rowsOf(engine, SPANS);
    expect(await rowsOf(engine, CALLS, { name: 'traces_spanmetrics_calls_total' })).toEqual(spans);
    expect(new Set(spans.map(({ service }) => service))).toEqual(new Set([...SERVICES, 'quartet']));
  });

  it('show who asks whom', async () => {
    const edges = await rowsOf(engine, EDGES, { name: 'traces_service_graph_request_total' });
    const isOutside = ({ client, connection }: Record<string, unknown>) =>
      connection === 'virtual_node' && client !== 'user';
    expect(edges.filter((edge) => !isOutside(edge))).toEqual(await rowsOf(engine, REQUESTS));
    const nodes = new Set(edges.flatMap(({ client, server }) => [client, server]));
    expect([...nodes]).toEqual(expect.arrayContaining([...SERVICES, ...OUTSIDE]));
    expect(edges.map(({ connection }) => connection)).toEqual(expect.arrayContaining(['database', 'messaging_system']));
  });

  it('show the calls of those that send no spans', async () => {
    const edges = await rowsOf(engine, EDGES, { name: 'traces_service_graph_request_total' });
    const counted = new Map(edges.map(({ client, server, n }) => [`${client} ${server}`, n as number]));
    const all = await rowsOf(engine, OUTSIDE_CALLS, { before: 0 });
    const settled = await rowsOf(engine, OUTSIDE_CALLS, { before: WAIT_MS + 5_000 });
    expect(settled.length).toBeGreaterThan(0);
    for (const { client, server, n } of settled)
      expect(counted.get(`${client} ${server}`)).toBeGreaterThanOrEqual(n as number);
    for (const { client, server, n } of all)
      expect(counted.get(`${client} ${server}`) ?? 0).toBeLessThanOrEqual(n as number);
  });
});
