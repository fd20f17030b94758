import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { QuartetError } from '../../../model/errors.js';
import type { QueryLimits, TimeRangeNs } from '../../../storage/interface.js';
import { queryLimits } from '../../read-context.js';
import type { QuartetContext } from '../context.js';
import { logStreamCardinality } from './log-streams.js';
import { spanAttributeCardinality } from './span-attributes.js';

/** These are looked at by the way: a question that is long is given up, ms. */
const MOST_MS = 10_000;
const DEFAULT_RANGE_MS = 3_600_000;
const NS_PER_MS = 1_000_000n;

type RangeRequest = FastifyRequest<{ Querystring: { start?: unknown; end?: unknown } }>;

/** `GET status/cardinality/logs` and `…/traces`, of `start` to `end`: whole ms since 1970; without them the last hour. */
export function cardinalityRoutes(app: FastifyInstance, prefix: string, context: QuartetContext): void {
  const asked = (request: RangeRequest, reply: FastifyReply) => {
    const limits: QueryLimits = queryLimits(context, reply);
    return [
      context.tenantOf(request.headers),
      rangeOf(request, context.now()),
      { ...limits, timeoutMs: Math.min(limits.timeoutMs, MOST_MS) },
    ] as const;
  };
  app.get(`${prefix}/status/cardinality/logs`, async (request: RangeRequest, reply) =>
    logStreamCardinality(context.logVolumes, ...asked(request, reply)),
  );
  app.get(`${prefix}/status/cardinality/traces`, async (request: RangeRequest, reply) =>
    spanAttributeCardinality(context.spans, ...asked(request, reply)),
  );
}

function rangeOf({ query }: RangeRequest, nowMs: number): TimeRangeNs {
  const end = msOf('end', query.end) ?? BigInt(Math.ceil(nowMs));
  const start = msOf('start', query.start) ?? end - BigInt(DEFAULT_RANGE_MS);
  if (start > end) throw new QuartetError('invalid_argument', 'end must not be before start');
  return { start: start * NS_PER_MS, end: end * NS_PER_MS };
}

function msOf(name: string, value: unknown): bigint | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string' && /^\d{1,15}$/.test(value)) return BigInt(value);
  throw new QuartetError('invalid_argument', `${name} must be whole milliseconds since 1970, once`);
}
