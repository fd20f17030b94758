import type { Logger } from 'pino';
import { factsOf } from '../catalog.js';
import type { Settings } from '../settings.js';
import { createLogger } from './logger.js';
import { shipToLoki } from './loki-stream.js';
import { startMetrics } from './metrics.js';
import { shipOverOtlp } from './otlp-log-stream.js';
import { resourceOf } from './resource.js';
import { startTracing } from './tracing.js';

const flushDeadlineMs = 3_000;

export interface Telemetry {
  readonly logger: Logger;
  /** Flushes traces, metrics and logs, for at most three seconds, whether or not a collector answers. */
  stop(): Promise<void>;
}

/** Starts all three signals. Must run before the HTTP server's modules are loaded, which are instrumented on loading. */
export function startTelemetry(settings: Settings): Telemetry {
  const resource = resourceOf(settings);
  const metrics = startMetrics(settings, resource);
  const traces = startTracing(settings, resource);
  const logs = factsOf(settings.service).logs === 'loki' ? shipToLoki(settings) : shipOverOtlp(settings, resource);
  return {
    logger: createLogger(settings, logs.stream),
    async stop() {
      const flushed = Promise.allSettled([traces.shutdown(), metrics.shutdown(), logs.stop()]);
      const deadline = new Promise((resolve) => setTimeout(resolve, flushDeadlineMs).unref());
      await Promise.race([flushed, deadline]);
    },
  };
}
