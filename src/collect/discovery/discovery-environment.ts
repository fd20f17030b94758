import type { HttpClient } from '../../lib/http-client/http-client.js';
import type { HttpClientConfig } from '../../lib/http-client/http-client-config.js';
import type { Clock } from '../../telemetry/clock.js';
import type { Logger } from '../../telemetry/logger.js';
import type { DiscoveryKind } from './discovery-config.js';
import type { DnsResolver } from './dns-resolver.js';

/** What discoverers are given by whoever composes them. */
export interface DiscoveryEnvironment {
  /** A client of its own for each discoverer, which closes it. */
  readonly httpClient: (config: HttpClientConfig) => HttpClient;
  readonly clock: Clock;
  readonly logger: Pick<Logger, 'info' | 'warn'>;
  /** Told of each attempt that failed. */
  readonly failed?: (kind: DiscoveryKind) => void;
  /** The system's own where none is given. */
  readonly resolver?: DnsResolver;
}

/** Targets of one discoverer; what finds more fails and keeps those that it had. */
export const MAX_TARGETS = 100_000;

/** Bytes of one answer. */
export const MAX_BODY_BYTES = 64 * 1024 * 1024;
