import { Tails } from '../api/loki/tail/tails.js';
import type { Config } from '../config/config.js';
import { StorePoll } from '../logql/tail/store-poll.js';
import type { TailHub } from '../logql/tail/tail-hub.js';
import type { LokiLimitsOf } from '../model/loki-limits.js';
import type { LogReader, QueryLimits } from '../storage/interface.js';
import type { Logger } from '../telemetry/logger.js';

export interface TailsOptions {
  readonly config: Pick<Config, 'storage'>;
  /** Hears of what this process stores. */
  readonly hub: TailHub;
  readonly logs: LogReader;
  readonly limits: Omit<QueryLimits, 'signal'>;
  readonly limitsOf: LokiLimitsOf;
  readonly logger: Logger;
}

/** Tails follow what this process writes; to a remote store others write as well, so it is read again and again. */
export function createTails({ config, hub, logs, limits, limitsOf, logger }: TailsOptions): Tails {
  if (config.storage.engine !== 'remote') return new Tails(hub, limitsOf);
  const onError = (error: unknown) => logger.warn(`a tail could not read the store: ${(error as Error).message}`);
  return new Tails(new StorePoll({ reader: logs, limits, now: Date.now, onError }), limitsOf);
}
