import { type QuartetError, toQuartetError } from '../../model/errors.js';
import { HTTP_STATUS } from '../http-status.js';

/** The envelope of every answer of Jaeger's query API. https://www.jaegertracing.io/docs/latest/architecture/apis/#internal-http-json */
export interface QueryAnswer {
  readonly data: unknown;
  readonly total: number;
  readonly limit: number;
  readonly offset: number;
  readonly errors: readonly { readonly code?: number; readonly msg: string; readonly traceID?: string }[] | null;
}

/** `total` counts lists of names; of traces it is 0. */
export const queryAnswer = (data: unknown, total = 0, errors: QueryAnswer['errors'] = null): QueryAnswer => ({
  data,
  total,
  limit: 0,
  offset: 0,
  errors,
});

/** The JSON of a `QueryAnswer` with a list of `data`, each given as pieces of JSON. */
export function* queryAnswerText(
  data: Iterable<Iterable<string>>,
  errors: QueryAnswer['errors'] = null,
): Generator<string> {
  yield '{"data":[';
  let separator = '';
  for (const one of data) {
    yield separator;
    yield* one;
    separator = ',';
  }
  yield `],${JSON.stringify({ total: 0, limit: 0, offset: 0, errors }).slice(1)}`;
}

/** An error as the query API answers it. */
export function queryError(thrown: unknown): { readonly status: number; readonly body: QueryAnswer } {
  const error = toQuartetError(thrown);
  const status = statusOf(error);
  return { status, body: queryAnswer(null, 0, [{ code: status, msg: error.message }]) };
}

/** An error of `/api/v3`: grpc-gateway's. https://github.com/jaegertracing/jaeger-idl/blob/main/proto/api_v3/query_service.proto */
export function gatewayError(
  thrown: unknown,
  grpcCode: (error: QuartetError) => number,
): { status: number; body: object } {
  const error = toQuartetError(thrown);
  const status = statusOf(error);
  return { status, body: { error: { grpcCode: grpcCode(error), httpCode: status, message: error.message } } };
}

const statusOf = ({ code }: QuartetError): number => HTTP_STATUS[code];
