import type { ErrorCode, QuartetError } from '../../model/errors.js';

/**
 * How Prometheus' query API says what went wrong: an HTTP status and the `errorType` of its JSON body.
 * https://prometheus.io/docs/prometheus/latest/querying/api/#format-overview
 */
const SHAPES: Readonly<Record<ErrorCode, readonly [status: number, errorType: string]>> = {
  invalid_argument: [400, 'bad_data'],
  unsupported_media: [400, 'bad_data'],
  too_large: [413, 'bad_data'],
  not_found: [404, 'not_found'],
  unauthenticated: [401, 'bad_data'],
  permission_denied: [403, 'bad_data'],
  resource_exhausted: [429, 'unavailable'],
  unavailable: [503, 'unavailable'],
  timeout: [503, 'timeout'],
  canceled: [499, 'canceled'],
  execution: [422, 'execution'],
  limit_exceeded: [422, 'execution'],
  internal: [500, 'internal'],
};

export function prometheusError(error: QuartetError): {
  status: number;
  body: { status: 'error'; errorType: string; error: string };
} {
  const [status, errorType] = SHAPES[error.code];
  return { status, body: { status: 'error', errorType, error: error.message } };
}
