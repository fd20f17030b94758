import { TextInterner } from '../../lib/text-interner.js';
import { decodeLogsProtobuf } from '../../wire/otlp/logs.js';
import { decodeLogsJson } from '../../wire/otlp/logs-json.js';
import type { LokiPush } from '../loki/push.js';
import { LogRows } from './logs-rows.js';
import { type OtlpOutcome, type OtlpRequest, type OtlpSignal, receivedBy } from './signal.js';

interface LogsOutcome extends OtlpOutcome {
  readonly stored: number;
}

interface LogsSignal extends OtlpSignal {
  ingest(request: OtlpRequest): Promise<LogsOutcome>;
}

/**
 * OTLP logs, stored in Loki's model under Loki's limits. `push` is shared with the Loki receiver, so that both know the
 * same streams and rates.
 */
export function logsSignal(push: LokiPush): LogsSignal {
  const texts = new TextInterner();

  async function ingest(request: OtlpRequest): Promise<LogsOutcome> {
    const { body, encoding, tenant } = request;
    const { streams, context } = push;
    const rules = push.rules(tenant);
    const rows = push.rows(tenant, rules, body.length);
    const indexLabels = new Set(rules.limits.otlpIndexLabels);
    const sink = new LogRows({ tenant, streams, rules, rows, indexLabels, now: context.now() });
    if (encoding === 'json') decodeLogsJson(body, sink);
    else decodeLogsProtobuf(new Uint8Array(body.buffer, body.byteOffset, body.length), sink, texts);
    await push.store(rows, receivedBy(request));
    return { rejected: rows.refused.count, message: rows.refused.text(), stored: rows.batch.rows };
  }

  return {
    signal: 'logs',
    path: '/v1/logs',
    grpcService: 'opentelemetry.proto.collector.logs.v1.LogsService',
    rejectedField: 'rejectedLogRecords',
    ingest,
  };
}
