import { QuartetError } from '../../model/errors.js';
import { MetricsDecoder } from '../../wire/otlp/metrics.js';
import { decodeMetricsJson } from '../../wire/otlp/metrics-json.js';
import type { MetricsOptions } from '../../wire/otlp/metrics-options.js';
import type { MetricRows } from '../../wire/otlp/metrics-rows.js';
import { MetricsTranslator } from '../../wire/otlp/metrics-translator.js';
import { MetadataMemory } from '../metadata-memory.js';
import type { ReceiverContext } from '../receiver.js';
import { storeCounted } from '../store-counted.js';
import { takeItems } from '../take-items.js';
import { perIndex } from './per-index.js';
import { type OtlpRequest, type OtlpSignal, receivedBy } from './signal.js';

export interface MetricsSignalOptions extends Partial<MetricsOptions> {
  /**
   * What a sender hears of points that cannot be stored (the others are): the partial success of OTLP, or an error of
   * the server, as Prometheus answers at its own OTLP endpoint.
   */
  readonly rejections?: 'partial-success' | 'server-error';
}

/**
 * Metrics as an OTLP signal: `MetricsService/Export` and `/v1/metrics`. Points become the series that Prometheus makes
 * of them.
 */
export function metricsSignal(options: MetricsSignalOptions = {}): OtlpSignal {
  const described = new MetadataMemory();
  const decodersOf = perIndex((series) => {
    const translator = new MetricsTranslator(series, options);
    return { translator, decoder: new MetricsDecoder(translator) };
  });

  return {
    signal: 'metrics',
    path: '/v1/metrics',
    grpcService: 'opentelemetry.proto.collector.metrics.v1.MetricsService',
    rejectedField: 'rejectedDataPoints',

    async ingest(request, context) {
      const { body, encoding, tenant } = request;
      const { translator, decoder } = decodersOf(context.writer.indexes.series);
      const gate = context.metricIntake?.gate(tenant);
      const rows =
        encoding === 'json' ? decodeMetricsJson(body, tenant, translator, gate) : decoder.decode(body, tenant, gate);
      await store(rows, request, described, context);
      const { count, message } = rows.rejected;
      if (count > 0 && options.rejections === 'server-error') {
        // What a limit refuses is the sender's doing, and would be refused again.
        throw new QuartetError(rows.overLimits > 0 ? 'invalid_argument' : 'internal', message);
      }
      return { rejected: count, message };
    },
  };
}

async function store(
  rows: MetricRows,
  request: OtlpRequest,
  described: MetadataMemory,
  context: ReceiverContext,
): Promise<void> {
  const { tenant, points: items, rejected } = rows;
  const by = receivedBy(request);
  if (rejected.count > 0) context.meter.refused(by, 'metrics', tenant, rejected.count, 'invalid');
  if (items === 0) return;
  const now = context.now();
  const brought = rows.batch();
  takeItems(context, by, brought);
  const batch = described.withoutKnown(brought, now);
  await storeCounted(context, by, batch, { signal: 'metrics', items, bytes: request.body.length });
  described.remember(batch, now);
}
