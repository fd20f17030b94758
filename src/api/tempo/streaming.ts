import { GrpcServer } from '../../ingest/grpc-server.js';
import { streamingService } from '../../ingest/grpc-streaming.js';
import { toQuartetError } from '../../model/errors.js';
import { toOtlpError } from '../../wire/otlp/errors.js';
import { encodeQueryInstant, encodeQueryRange } from '../../wire/tempo/metrics-protobuf.js';
import { encodeSearch } from '../../wire/tempo/search-protobuf.js';
import type { TraceSearchMetadata } from '../../wire/tempo/search-response.js';
import { decodeRequest, STREAMING_REQUESTS } from '../../wire/tempo/streaming-requests.js';
import {
  encodeSearchTags,
  encodeSearchTagsV2,
  encodeSearchTagValues,
  encodeSearchTagValuesV2,
} from '../../wire/tempo/tags-response.js';
import { first } from '../form-parameters.js';
import { queryInstant, queryRange } from './metrics.js';
import type { TempoContext, TempoRequest } from './request.js';
import { foundTraces, searchParameters } from './search.js';
import { searchTags, searchTagsV2 } from './tag-names.js';
import { searchTagValues, searchTagValuesV2 } from './tag-values.js';

type Answers = (request: TempoRequest) => AsyncIterable<Buffer>;

/** A call that has its answer at once. */
const once = <T>(answer: (request: TempoRequest) => Promise<T>, encode: (answer: T) => Buffer): Answers =>
  async function* (request) {
    yield encode(await answer(request));
  };

const { search, tags, tagValues, range, instant } = STREAMING_REQUESTS;

/** The methods of `tempopb.StreamingQuerier`: what their requests hold, and what they answer. */
const METHODS = {
  Search: [search, foundSoFar],
  SearchTags: [tags, once(searchTags, encodeSearchTags)],
  SearchTagsV2: [tags, once(searchTagsV2, encodeSearchTagsV2)],
  SearchTagValues: [tagValues, once(searchTagValues, encodeSearchTagValues)],
  SearchTagValuesV2: [tagValues, once(searchTagValuesV2, encodeSearchTagValuesV2)],
  MetricsQueryRange: [range, once(queryRange, encodeQueryRange)],
  MetricsQueryInstant: [instant, once(queryInstant, encodeQueryInstant)],
} as const satisfies Record<string, readonly [Parameters<typeof decodeRequest>[1], Answers]>;

const HINT = "here Tempo's queries are streamed (tempopb.StreamingQuerier); OTLP over gRPC is on 4317";
const MAX_REQUEST_BYTES = 1 << 20;

/**
 * Tempo's queries over gRPC, as Grafana asks them where streaming is on: on the HTTP port, without TLS.
 * https://grafana.com/docs/tempo/latest/api_docs/#tempo-grpc-api
 */
export function streamingQuerier(context: TempoContext): GrpcServer {
  const services = Object.entries(METHODS).map(([name, [fields, answers]]) =>
    streamingService({
      path: `/tempopb.StreamingQuerier/${name}`,
      answers: (message, headers, signal) => {
        const parameters = decodeRequest(message, fields);
        const tenant = context.tenantOf(headers);
        return answers({
          context,
          tenant,
          name: first(parameters, 'tagName') ?? '',
          parameters,
          limits: { ...context.limits, signal },
          allowed: context.tempoLimitsOf(tenant),
        });
      },
      failure: (thrown) => {
        const { grpcCode, message } = toOtlpError(toQuartetError(thrown));
        return { code: grpcCode, details: message };
      },
    }),
  );
  return new GrpcServer({ services, maxMessageBytes: MAX_REQUEST_BYTES, hint: HINT });
}

/** Traces that come beyond those of the last answer before all are sent again, as a share of these. */
const GROWTH = 0.5;

/**
 * Each answer holds all traces that were found so far, the last one all there are. They grow by half at least from one to
 * the next, so that many traces are not sent many times.
 */
async function* foundSoFar(request: TempoRequest): AsyncGenerator<Buffer> {
  const traces: TraceSearchMetadata[] = [];
  let sent = 0;
  for await (const found of foundTraces(request, searchParameters(request))) {
    for (const trace of found) traces.push(trace);
    if (traces.length === 0 || traces.length < sent * (1 + GROWTH)) continue;
    sent = traces.length;
    yield encodeSearch({ traces, metrics: { totalBlocks: 0 } });
  }
  yield encodeSearch({ traces, metrics: { completedJobs: 1, totalBlocks: 0 } });
}
