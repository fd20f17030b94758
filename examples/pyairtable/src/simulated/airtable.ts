import { context } from '@opentelemetry/api';
import PQueue from 'p-queue';
import { ServiceError } from '../errors.js';
import { observe } from '../telemetry/observe.js';
import { counter, gauge, histogram } from '../telemetry/registry.js';
import { inSpan } from '../telemetry/spans.js';
import { meetFault } from './fault-injection.js';
import { chance, waitAbout } from './latency.js';

/** Airtable's published limit: five requests a second for each base. */
const requestsPerSecond = 5;
const poolSize = 8;

const requests = counter('airtable_requests_total', 'Calls to the Airtable API', ['operation', 'table', 'status']);
const duration = histogram(
  'airtable_request_duration_seconds',
  'Time of one call to the Airtable API',
  ['operation'],
  [0.05, 0.1, 0.2, 0.35, 0.5, 1, 2, 5],
);
const remaining = gauge('airtable_rate_limit_remaining', 'Calls left within the current second');
const pool = gauge('airtable_connection_pool', 'Connections to the Airtable API', ['state']);

const connections = new PQueue({ concurrency: poolSize });
let second = 0;
let spent = 0;

const methods = { list: 'GET', create: 'POST', delete: 'DELETE' } as const;

export type AirtableOperation = keyof typeof methods;

/** Keeps the two gauges fresh while no call is made. */
export function watchAirtable(): void {
  setInterval(showPool, 1_000).unref();
  showPool();
}

/** One call to the Airtable API over a pooled connection, as an HTTP client span. */
export function callAirtable(operation: AirtableOperation, table: string): Promise<void> {
  const method = methods[operation];
  const attributes = {
    'http.request.method': method,
    'url.full': `https://api.airtable.com/v0/appPyAirtable/${table}`,
    'url.path': `/v0/appPyAirtable/${table}`,
    'server.address': 'api.airtable.com',
    'server.port': 443,
    'peer.service': 'airtable',
    'airtable.table': table,
  };
  return inSpan(method, 'CLIENT', attributes, async (span) => {
    const started = performance.now();
    let status = 200;
    try {
      // A waiting call is started by the one that ends before it, whose context is not this one's.
      await connections.add(context.bind(context.active(), useConnection));
    } catch (error) {
      status = error instanceof ServiceError ? error.status : 500;
      throw error;
    } finally {
      span.setAttribute('http.response.status_code', status);
      requests.inc({ operation, table, status });
      observe(duration, { operation }, (performance.now() - started) / 1_000);
      showPool();
    }
  });
}

async function useConnection(): Promise<void> {
  await meetFault('airtable');
  await waitAbout(takeToken() ? 140 : 450, chance(0.02) ? 1.2 : 0.35);
}

/** @returns false when this second's calls are spent; the call is then made later, and so takes longer */
function takeToken(): boolean {
  const now = Math.floor(Date.now() / 1_000);
  if (now !== second) {
    second = now;
    spent = 0;
  }
  spent += 1;
  return spent <= requestsPerSecond;
}

function showPool(): void {
  const active = connections.pending;
  pool.set({ state: 'active' }, active);
  pool.set({ state: 'idle' }, poolSize - active);
  pool.set({ state: 'waiting' }, connections.size);
  const current = Math.floor(Date.now() / 1_000) === second ? spent : 0;
  remaining.set(Math.max(0, requestsPerSecond - current));
}
