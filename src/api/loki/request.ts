import type { LogqlEngine } from '../../logql/engine.js';
import type { LokiLimits, LokiLimitsOf } from '../../model/loki-limits.js';
import type { Tenant } from '../../model/tenant.js';
import type { LogVolumes, QueryLimits } from '../../storage/interface.js';
import type { QueryParameters } from '../form-parameters.js';
import type { ReadContext } from '../read-context.js';
import type { LogDeletionContext } from './deletion.js';
import type { Tails } from './tail/tails.js';

/** What the API is built with. */
export interface LokiContext extends ReadContext {
  readonly logql: Pick<LogqlEngine, 'instant' | 'range'>;
  /** What each tenant may ask. */
  readonly limitsOf: LokiLimitsOf;
  /** Undefined where nobody may delete. */
  readonly deletion?: LogDeletionContext | undefined;
  readonly logVolumes: LogVolumes;
  /** Those who follow a query. */
  readonly tails: Tails;
  /** The effective settings by name, without secrets. */
  readonly settings: Readonly<Record<string, string>>;
}

/** What an endpoint of the query API is called with. */
export interface LokiRequest {
  readonly context: LokiContext;
  readonly parameters: QueryParameters;
  readonly tenant: Tenant;
  readonly limits: QueryLimits;
  /** What the tenant may ask. */
  readonly allowed: LokiLimits;
  /** `X-Loki-Response-Encoding-Flags`, taken apart. */
  readonly flags: readonly string[];
  /** The `:name` of the path, where it has one. */
  readonly name: string;
}
