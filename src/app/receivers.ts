import type { FastifyPluginAsync } from 'fastify';
import type { Config } from '../config/config.js';
import { lokiOtlpReceiver } from '../ingest/loki/otlp-receiver.js';
import { LokiPush } from '../ingest/loki/push.js';
import { lokiReceiver } from '../ingest/loki/receiver.js';
import { logsSignal } from '../ingest/otlp/logs.js';
import { metricsSignal } from '../ingest/otlp/metrics.js';
import type { OtlpSignal } from '../ingest/otlp/signal.js';
import { tracesSignal } from '../ingest/otlp/traces.js';
import type { ReceiverContext } from '../ingest/receiver.js';
import { RemoteWrite } from '../ingest/remote-write/receiver.js';
import type { LokiLimitsOf } from '../model/loki-limits.js';
import type { EnabledFeatures } from './features.js';

/** The receivers that several ports share, with their caches, each built once. */
export interface Receivers {
  readonly traces: OtlpSignal;
  readonly logs: OtlpSignal;
  /** As the Collector takes metrics: what cannot be stored is told in the partial success. */
  readonly metrics: OtlpSignal;
  /** As Prometheus and Mimir take them at their own ports: what cannot be stored fails the request. */
  readonly prometheusMetrics: OtlpSignal;
  readonly remoteWrite: RemoteWrite;
  readonly lokiPush: FastifyPluginAsync;
  /** OTLP logs as Loki takes them at its own port. */
  readonly lokiOtlp: FastifyPluginAsync;
}

export function createReceivers(
  { prometheus }: Pick<Config, 'prometheus'>,
  { nativeDelta, deltaToCumulative }: EnabledFeatures,
  logLimitsOf: LokiLimitsOf,
  context: ReceiverContext,
): Receivers {
  const push = new LokiPush(context, logLimitsOf);
  const otlp = { ...prometheus.otlp, allowDelta: nativeDelta, deltaToCumulative };
  return {
    traces: tracesSignal,
    logs: logsSignal(push),
    metrics: metricsSignal(otlp),
    prometheusMetrics: metricsSignal({ ...otlp, rejections: 'server-error' }),
    remoteWrite: new RemoteWrite(context),
    lokiPush: lokiReceiver(push),
    lokiOtlp: lokiOtlpReceiver(push),
  };
}
