import { once } from 'node:events';
import { pinoLoki } from 'pino-loki';
import type { Settings } from '../settings.js';
import type { LogShipping } from './shipping.js';

/** The fields that Loki keeps as structured metadata beside the line. */
const metadataFields = ['trace_id', 'span_id', 'tenant', 'user_id'] as const;

/** Ships pino's lines by the Loki push API; at most 2,048 lines wait, the oldest are dropped first. */
export function shipToLoki(settings: Settings): LogShipping {
  const stream = pinoLoki({
    host: settings.lokiUrl,
    endpoint: '/loki/api/v1/push',
    labels: { service: settings.service, env: settings.environment },
    structuredMetaKey: 'meta',
    logFormat: (line) => JSON.stringify({ ...line, meta: undefined, lokilevel: undefined }),
    batching: { interval: 2, maxBufferSize: 2_048 },
    timeout: 3_000,
    silenceErrors: true,
  });
  return {
    stream: { write: (line) => void stream.write(withMetadata(line)) },
    async stop() {
      stream.end();
      await once(stream, 'close');
    },
  };
}

/** Copies the metadata fields of a pino line under `meta`, where pino-loki looks for them. */
export function withMetadata(line: string): string {
  const fields = JSON.parse(line) as Record<string, unknown>;
  const meta = Object.fromEntries(
    metadataFields.filter((field) => fields[field] !== undefined).map((field) => [field, String(fields[field])]),
  );
  return `${JSON.stringify({ ...fields, meta })}\n`;
}
