import type { FastifyRequest } from 'fastify';
import type { Tenant } from '../model/tenant.js';
import type { AttributeScope } from '../pipeline/attribute-limit.js';
import type { MetricIntake } from '../pipeline/metric-intake/metric-intake.js';
import type { SpanIntake } from '../pipeline/span-intake.js';
import type { Writer } from '../storage/interface.js';

export type Signal = 'logs' | 'metrics' | 'traces';

export type Transport = 'http' | 'grpc';

/** The way by which a request came in. */
export interface ReceivedBy {
  readonly dialect: string;
  readonly transport: Transport;
}

/** What receivers count; `src/telemetry` keeps the figures under our own and the original systems' names. */
interface IngestMeter {
  /** Items (entries, samples, spans) that were stored, and the uncompressed bytes of their request. */
  accepted(by: ReceivedBy, signal: Signal, tenant: Tenant, items: number, bytes: number): void;
  /** Attributes of spans that were cut, by whose they are. */
  cutAttributes(tenant: Tenant, scope: AttributeScope, count: number): void;
  /** Items that were not stored, and why: a short word such as `rate_limited`, `invalid`, `unavailable`. */
  refused(by: ReceivedBy, signal: Signal, tenant: Tenant, items: number, reason: string): void;
}

/** What every receiver is built with. */
export interface ReceiverContext {
  readonly writer: Writer;
  readonly meter: IngestMeter;
  /** Current time in ms; driven by hand in tests. */
  readonly now: () => number;
  /** The tenant of a request; throws `unauthenticated` where tenancy is on and the header is missing. */
  readonly tenantOf: (headers: Readonly<Record<string, string | string[] | undefined>>) => Tenant;
  /** Asked by receivers of metrics before they store; without it nothing is limited. */
  readonly metricIntake?: Pick<MetricIntake, 'gate' | 'take'>;
  /** The same for spans. */
  readonly spanIntake?: Pick<SpanIntake, 'take' | 'admit'>;
  /** Bytes that one body may have, compressed and after decompression. */
  readonly maxBodyBytes: number;
}

/** A request whose body was kept as bytes (`acceptRawBodies`). */
export type RawRequest = FastifyRequest<{ Body: Buffer | undefined }>;
