import type { FastifyReply } from 'fastify';
import { FetchedSeries } from '../model/fetched-series.js';
import type { Tenant } from '../model/tenant.js';
import type { LogReader, MetricReader, QueryLimits } from '../storage/interface.js';
import type { TraceReader } from '../storage/span-interface.js';

/** What every dialect's reads are built with. */
export interface ReadContext {
  readonly metrics: MetricReader;
  readonly logs: LogReader;
  readonly traces: TraceReader;
  readonly version: string;
  /** Current time in ms; driven by hand in tests. */
  readonly now: () => number;
  /** The tenant of a request; throws `unauthenticated` where tenancy is on and the header is missing. */
  readonly tenantOf: (headers: Readonly<Record<string, string | string[] | undefined>>) => Tenant;
  /** Deadline and memory of one query. */
  readonly limits: Omit<QueryLimits, 'signal'>;
}

/** The limits of one request's query, which ends when its client goes away. */
export function queryLimits(
  context: ReadContext,
  reply: FastifyReply,
): QueryLimits & { readonly fetched: FetchedSeries } {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  return { ...context.limits, signal: gone.signal, fetched: new FetchedSeries() };
}
