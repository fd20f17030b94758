import { isSpanContextValid, trace } from '@opentelemetry/api';
import { type DestinationStream, type Logger, multistream, pino } from 'pino';
import type { Settings } from '../settings.js';

/** Pino JSON to stdout and to the shipping stream; every line carries the ids of the active span. */
export function createLogger(settings: Settings, shipping: DestinationStream): Logger {
  return pino(
    {
      level: settings.logLevel,
      base: { service: settings.service, env: settings.environment },
      mixin: spanIds,
      redact: ['password', 'token', 'req.headers.authorization'],
    },
    multistream(
      [
        { level: 'trace', stream: process.stdout },
        { level: 'trace', stream: shipping },
      ],
      { dedupe: false },
    ),
  );
}

function spanIds(): Record<string, string> {
  const span = trace.getActiveSpan()?.spanContext();
  return span !== undefined && isSpanContextValid(span) ? { trace_id: span.traceId, span_id: span.spanId } : {};
}
