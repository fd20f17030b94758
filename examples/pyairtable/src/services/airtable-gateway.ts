import { activeCaller } from '../caller.js';
import { ServiceError } from '../errors.js';
import { tables } from '../people.js';
import type { Route, ServiceContext, ServiceRequest } from '../service.js';
import { type AirtableOperation, callAirtable, watchAirtable } from '../simulated/airtable.js';
import { between } from '../simulated/latency.js';
import { cached } from '../simulated/redis.js';

const slowCallMs = 2_000;

export function define({ logger }: ServiceContext): Route[] {
  watchAirtable();
  return [
    { method: 'GET', path: '/tables/:table/records', handle: list },
    { method: 'POST', path: '/tables/:table/records', status: 201, handle: create },
    { method: 'DELETE', path: '/tables/:table/records/:record', handle: remove },
  ];

  async function list({ params, query }: ServiceRequest): Promise<object> {
    const table = knownTable(params);
    const view = query.filter ?? query.fields ?? 'all';
    return cached(`records:${activeCaller().tenant}:${table}:${view}`, async () => {
      await call('list', table);
      return { table, records: between(10, 100) };
    });
  }

  async function create({ params }: ServiceRequest): Promise<object> {
    await call('create', knownTable(params));
    return { record: `rec${crypto.randomUUID().slice(0, 14)}` };
  }

  async function remove({ params }: ServiceRequest): Promise<object> {
    await call('delete', knownTable(params));
    return {};
  }

  async function call(operation: AirtableOperation, table: string): Promise<void> {
    const started = performance.now();
    await callAirtable(operation, table);
    const duration_ms = Math.round(performance.now() - started);
    if (duration_ms > slowCallMs)
      logger.warn({ operation, table, duration_ms }, `slow Airtable call: ${duration_ms} ms`);
    else logger.info({ operation, table, duration_ms }, `Airtable ${operation} ${table}`);
  }
}

function knownTable(params: Readonly<Record<string, string>>): string {
  const table = tables.find((name) => name === params.table);
  if (table === undefined) throw new ServiceError(404, 'table_not_found', `no table "${params.table}"`);
  return table;
}
