import type { AnyValue, LogAttributes, Logger, LogRecord } from '@opentelemetry/api-logs';
import { SeverityNumber } from '@opentelemetry/api-logs';
import { OTLPLogExporter } from '@opentelemetry/exporter-logs-otlp-proto';
import type { Resource } from '@opentelemetry/resources';
import { BatchLogRecordProcessor, LoggerProvider } from '@opentelemetry/sdk-logs';
import type { Settings } from '../settings.js';
import type { LogShipping } from './shipping.js';

/** Pino's level numbers as OTLP severities. */
const severities: Readonly<Record<number, { text: string; number: SeverityNumber }>> = {
  10: { text: 'TRACE', number: SeverityNumber.TRACE },
  20: { text: 'DEBUG', number: SeverityNumber.DEBUG },
  30: { text: 'INFO', number: SeverityNumber.INFO },
  40: { text: 'WARN', number: SeverityNumber.WARN },
  50: { text: 'ERROR', number: SeverityNumber.ERROR },
  60: { text: 'FATAL', number: SeverityNumber.FATAL },
};

/** Ships pino's lines as OTLP log records; the queue keeps at most 2,048 of them and drops the rest. */
export function shipOverOtlp(settings: Settings, resource: Resource): LogShipping {
  const exporter = new OTLPLogExporter({ url: `${settings.otlpEndpoint}/v1/logs`, timeoutMillis: 3_000 });
  const processor = new BatchLogRecordProcessor({
    exporter,
    maxQueueSize: 2_048,
    maxExportBatchSize: 256,
    scheduledDelayMillis: 2_000,
    exportTimeoutMillis: 3_000,
  });
  const provider = new LoggerProvider({ resource, processors: [processor] });
  const logger: Logger = provider.getLogger('pino');
  return {
    // Written in the caller's context, from which the SDK takes the trace id and span id.
    stream: { write: (line) => logger.emit(toLogRecord(JSON.parse(line))) },
    stop: () => provider.shutdown(),
  };
}

/** One pino line as a log record; an `err` becomes the `exception.*` attributes of the semantic conventions. */
export function toLogRecord(line: Record<string, unknown>): LogRecord {
  const { level, time, msg, err, trace_id: _trace, span_id: _span, service: _service, env: _env, ...rest } = line;
  const severity = severities[Number(level)];
  const attributes: LogAttributes = { ...(rest as Record<string, AnyValue>) };
  if (typeof err === 'object' && err !== null) {
    const { type, message, stack } = err as Record<string, string>;
    Object.assign(attributes, {
      'exception.type': type,
      'exception.message': message,
      'exception.stacktrace': stack,
    });
  }
  return {
    timestamp: Number(time),
    severityNumber: severity?.number ?? SeverityNumber.UNSPECIFIED,
    severityText: severity?.text ?? 'UNSPECIFIED',
    body: String(msg ?? ''),
    attributes,
  };
}
