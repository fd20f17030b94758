import type { TempoLimits } from '../../model/tempo-limits.js';
import type { Tenant } from '../../model/tenant.js';
import type { QueryLimits } from '../../storage/interface.js';
import type { SpanReader } from '../../storage/span-interface.js';
import type { TraceqlEngine } from '../../traceql/engine.js';
import type { TraceqlMetrics } from '../../traceql/metrics/metrics-engine.js';
import type { TraceqlTags } from '../../traceql/tags/tags-engine.js';
import type { QueryParameters } from '../form-parameters.js';
import type { ReadContext } from '../read-context.js';
import type { UserOverrides } from './user-overrides.js';

export interface TempoContext extends ReadContext {
  readonly spans: SpanReader;
  readonly traceql: Pick<TraceqlEngine, 'search'>;
  readonly traceMetrics: Pick<TraceqlMetrics, 'instant' | 'range'>;
  readonly traceTags: TraceqlTags;
  /** What holds for all tenants of which nothing else is said, and for one of them now. */
  readonly tempoLimits: TempoLimits;
  readonly tempoLimitsOf: (tenant: Tenant) => TempoLimits;
  readonly tenantOverrides: TenantOverrides;
  /** Undefined where tenants may set nothing. */
  readonly userOverrides?: UserOverrides | undefined;
}

/** Of which tenants something of their own is said, by files or by themselves. */
interface TenantOverrides {
  tenants(): readonly Tenant[];
  /** All that holds for one, in the form of Tempo's overrides. */
  of(tenant: Tenant): object;
}

/** One request, ready to be answered. */
export interface TempoRequest {
  readonly context: TempoContext;
  readonly tenant: Tenant;
  /** What the path names: a tag or a trace; empty where it names nothing. */
  readonly name: string;
  readonly parameters: QueryParameters;
  /** The text of a body that is said to be JSON. */
  readonly json?: string | undefined;
  readonly limits: QueryLimits;
  readonly allowed: TempoLimits;
}
