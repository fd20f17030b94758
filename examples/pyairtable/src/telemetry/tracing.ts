import type { IncomingMessage } from 'node:http';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import type { Resource } from '@opentelemetry/resources';
import {
  AlwaysOnSampler,
  BatchSpanProcessor,
  NodeTracerProvider,
  type Sampler,
  type SpanProcessor,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-node';
import { factsOf, serviceNames } from '../catalog.js';
import type { Settings } from '../settings.js';
import { SlowSpansOnly } from './slow-spans-only.js';

/** Registers the tracer, W3C trace context and baggage, and the two HTTP instrumentations. */
export function startTracing(settings: Settings, resource: Resource): NodeTracerProvider {
  const provider = new NodeTracerProvider({
    resource,
    sampler: samplerOf(settings),
    spanProcessors: [processorOf(settings)],
    spanLimits: { attributeCountLimit: 48, attributeValueLengthLimit: 2_048, eventCountLimit: 16 },
  });
  provider.register();
  registerInstrumentations({
    tracerProvider: provider,
    instrumentations: [
      new HttpInstrumentation({
        disableOutgoingRequestInstrumentation: true,
        ignoreIncomingRequestHook: (request: IncomingMessage) => isProbe(request.url),
      }),
      new UndiciInstrumentation({
        requireParentforSpans: true,
        ignoreRequestHook: (request) => peerOf(settings, request.origin) === undefined,
        startSpanHook: (request) => ({ 'peer.service': peerOf(settings, request.origin) ?? request.origin }),
      }),
    ],
  });
  return provider;
}

/**
 * Under `platform`, each service keeps its own share by trace id. The shares nest: a trace that the 10 % service keeps
 * is also kept by the 25 % service, so the smaller share always finds its callers.
 */
function samplerOf(settings: Settings): Sampler {
  if (settings.sampling === 'all') return new AlwaysOnSampler();
  return new TraceIdRatioBasedSampler(factsOf(settings.service).sampling);
}

function processorOf(settings: Settings): SpanProcessor {
  const exporter = new OTLPTraceExporter({ url: `${settings.otlpEndpoint}/v1/traces`, timeoutMillis: 3_000 });
  const batches = new BatchSpanProcessor(exporter, {
    maxQueueSize: 2_048,
    maxExportBatchSize: 256,
    scheduledDelayMillis: 2_000,
    exportTimeoutMillis: 3_000,
  });
  const { slowSpansOnlyMs } = factsOf(settings.service);
  return settings.sampling === 'platform' && slowSpansOnlyMs !== undefined
    ? new SlowSpansOnly(batches, slowSpansOnlyMs)
    : batches;
}

function isProbe(url: string | undefined): boolean {
  return url === '/health' || url === '/metrics';
}

function peerOf(settings: Settings, origin: string): string | undefined {
  const port = Number(new URL(origin).port);
  return serviceNames.find((name) => settings.ports[name] === port);
}
