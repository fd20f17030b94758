import type { ErrorCode, QuartetError } from '../../model/errors.js';
import { HTTP_STATUS } from '../http-status.js';

/**
 * How Prometheus' query API says what went wrong: an HTTP status and the `errorType` of its JSON body.
 * https://prometheus.io/docs/prometheus/latest/querying/api/#format-overview
 */
const STATUS: Readonly<Record<ErrorCode, number>> = {
  ...HTTP_STATUS,
  unsupported_media: 400,
  timeout: 503,
  limit_exceeded: 422,
};

const ERROR_TYPE: Readonly<Record<ErrorCode, string>> = {
  invalid_argument: 'bad_data',
  unsupported_media: 'bad_data',
  too_large: 'bad_data',
  not_found: 'not_found',
  unauthenticated: 'bad_data',
  permission_denied: 'bad_data',
  resource_exhausted: 'unavailable',
  unavailable: 'unavailable',
  timeout: 'timeout',
  canceled: 'canceled',
  execution: 'execution',
  limit_exceeded: 'execution',
  internal: 'internal',
};

export function prometheusError(error: QuartetError): {
  status: number;
  body: { status: 'error'; errorType: string; error: string };
} {
  const body = { status: 'error', errorType: ERROR_TYPE[error.code], error: error.message } as const;
  return { status: STATUS[error.code], body };
}
