import type { ServiceError } from '@grpc/grpc-js';
import type { GrpcService } from '../../ingest/grpc-messages.js';
import { GrpcServer } from '../../ingest/grpc-server.js';
import { streamingService } from '../../ingest/grpc-streaming.js';
import { unaryService } from '../../ingest/grpc-unary.js';
import { toQuartetError } from '../../model/errors.js';
import type { StoredSpan } from '../../model/stored-span.js';
import {
  decodeFindTraces,
  decodeGetDependencies,
  decodeGetTrace,
  decodeTexts,
  encodeDependencies,
  encodeOperations,
  encodeServices,
} from '../../wire/jaeger/api-v3.js';
import { jaegerGrpcError } from '../../wire/jaeger/errors.js';
import { encodeTraceSummaries } from '../../wire/jaeger/trace-summary.js';
import { tracesProtobuf } from '../../wire/otlp/traces-encode.js';
import type { JaegerContext } from './context.js';
import { operationsOf, serviceNames } from './operations.js';
import { invalid } from './search-parameters.js';
import { parseTraceId } from './trace-id.js';
import { findTraces, oneTrace } from './trace-search.js';
import { SUMMARY_COLUMNS, traceSummary } from './trace-summary.js';
import { traceNotFound, v3Query } from './v3-query.js';

const HINT =
  "this port answers Jaeger's queries (jaeger.api_v3.QueryService); its HTTP API is on 16686, spans go to 14250 or 4317";
const MAX_REQUEST_BYTES = 1 << 20;
const SERVICE = '/jaeger.api_v3.QueryService';

/** Spans of one message: some hundred kilobytes, and well below the 4 MB that clients take. */
const SPANS_AT_ONCE = 500;

/**
 * Jaeger's query service over gRPC (port 16685).
 * https://www.jaegertracing.io/docs/latest/architecture/apis/#query-protobuf-over-grpc
 */
export function jaegerQueryServer(context: JaegerContext): GrpcServer {
  return new GrpcServer({ services: services(context), maxMessageBytes: MAX_REQUEST_BYTES, hint: HINT });
}

const failure = (thrown: unknown): Partial<ServiceError> => jaegerGrpcError(toQuartetError(thrown));

function services(context: JaegerContext): readonly GrpcService[] {
  const { limits } = context;
  return [
    unaryService({
      path: `${SERVICE}/GetServices`,
      answer: async (_message, headers) =>
        encodeServices(await serviceNames(context, context.tenantOf(headers), limits)),
      failure,
    }),
    unaryService({
      path: `${SERVICE}/GetOperations`,
      answer: async (message, headers) => {
        const { key: service, value: kind } = decodeTexts(message);
        if (service === '') throw invalid('service is required');
        return encodeOperations(await operationsOf(context, context.tenantOf(headers), service, kind, limits));
      },
      failure,
    }),
    unaryService({
      path: `${SERVICE}/GetDependencies`,
      answer: async (message, headers) => {
        const { start, end } = decodeGetDependencies(message);
        if (start === undefined || end === undefined) throw invalid('start_time and end_time are required');
        const tenant = context.tenantOf(headers);
        return encodeDependencies(await context.serviceCalls.serviceCalls(tenant, { start, end }, limits));
      },
      failure,
    }),
    streamingService({
      path: `${SERVICE}/GetTrace`,
      answers: async function* (message, headers, signal) {
        const id = parseTraceId(decodeGetTrace(message));
        const spans = await oneTrace(context, context.tenantOf(headers), id, { ...limits, signal });
        if (spans.length === 0) throw traceNotFound();
        yield* inParts(spans);
      },
      failure,
    }),
    streamingService({
      path: `${SERVICE}/FindTraces`,
      answers: async function* (message, headers, signal) {
        const query = v3Query(decodeFindTraces(message));
        const tenant = context.tenantOf(headers);
        for await (const spans of findTraces(context, tenant, query, { ...limits, signal })) yield* inParts(spans);
      },
      failure,
    }),
    streamingService({
      path: `${SERVICE}/FindTraceSummaries`,
      answers: async function* (message, headers, signal) {
        const query = v3Query(decodeFindTraces(message));
        const found = findTraces(context, context.tenantOf(headers), query, { ...limits, signal }, SUMMARY_COLUMNS);
        for await (const spans of found) yield encodeTraceSummaries([await traceSummary(spans)]);
      },
      failure,
    }),
  ];
}

function* inParts(spans: readonly StoredSpan[]): Generator<Buffer> {
  for (let i = 0; i < spans.length; i += SPANS_AT_ONCE) yield tracesProtobuf(spans.slice(i, i + SPANS_AT_ONCE));
}
