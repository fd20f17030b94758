import type { DestinationStream } from 'pino';

/** The road that a service's log lines take to the collector. */
export interface LogShipping {
  readonly stream: DestinationStream;
  /** Sends what is queued, then stops; a collector that does not answer may lose it. */
  stop(): Promise<void>;
}
