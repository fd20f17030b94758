import { inTurns } from '../../lib/in-turns.js';
import { encodeQueryInstant, encodeQueryRange } from '../../wire/tempo/metrics-protobuf.js';
import { encodeSearch } from '../../wire/tempo/search-protobuf.js';
import {
  encodeSearchTags,
  encodeSearchTagsV2,
  encodeSearchTagValues,
  encodeSearchTagValuesV2,
} from '../../wire/tempo/tags-response.js';
import { encodeTrace, encodeTraceById, traceByIdText, traceText } from '../../wire/tempo/trace-response.js';
import { queryInstant, queryRange } from './metrics.js';
import { metricsSummary } from './metrics-summary.js';
import type { TempoRequest } from './request.js';
import { search } from './search.js';
import { searchTags, searchTagsV2 } from './tag-names.js';
import { searchTagValues, searchTagValuesV2 } from './tag-values.js';
import { traceV1, traceV2 } from './trace-by-id.js';
import { traceDiff } from './trace-diff.js';

/** What a request is answered with, in either form. */
interface TempoAnswer {
  /** What becomes JSON, or its text in pieces. */
  json(): object | Pieces<string>;
  /** Undefined where the answer is JSON only. */
  protobuf?(): Encoded | Promise<Encoded>;
}

/** An answer that may be too long to be there as a whole. */
type Pieces<T> = Generator<T, void>;
type Encoded = Buffer | Pieces<Buffer>;

export interface Endpoint {
  /** `:name` becomes the request's name. */
  readonly path: string;
  readonly methods: readonly ('GET' | 'POST')[];
  readonly answer: (request: TempoRequest) => Promise<TempoAnswer>;
}

const QUERY_METHODS = ['GET', 'POST'] as const;

function endpoint<T extends object>(
  path: string,
  answer: (request: TempoRequest) => Promise<T>,
  encode?: (answer: T) => Encoded | Promise<Encoded>,
  json: (answer: T) => object | Pieces<string> = (answered) => answered,
  methods: Endpoint['methods'] = QUERY_METHODS,
): Endpoint {
  return {
    path,
    methods,
    answer: async (request) => {
      const answered = await answer(request);
      return { json: () => json(answered), ...(encode !== undefined && { protobuf: () => encode(answered) }) };
    },
  };
}

/** Tempo's API: https://grafana.com/docs/tempo/latest/api_docs/ */
export const ENDPOINTS: readonly Endpoint[] = [
  endpoint('/api/search', search, encodeSearch),
  endpoint('/api/search/tags', searchTags, encodeSearchTags),
  endpoint('/api/v2/search/tags', searchTagsV2, encodeSearchTagsV2),
  endpoint('/api/search/tag/:name/values', searchTagValues, encodeSearchTagValues),
  endpoint('/api/v2/search/tag/:name/values', searchTagValuesV2, encodeSearchTagValuesV2),
  endpoint('/api/traces/:name', traceV1, encodeTrace, traceText, ['GET']),
  endpoint('/api/v2/traces/:name', traceV2, (answer) => inTurns(encodeTraceById(answer)), traceByIdText, ['GET']),
  endpoint('/api/v2/traces/diff', traceDiff, undefined, undefined, ['POST']),
  endpoint('/api/metrics/query_range', queryRange, encodeQueryRange),
  endpoint('/api/metrics/query', queryInstant, encodeQueryInstant),
  endpoint('/api/metrics/summary', metricsSummary),
];
