import type { ErrorCode, QuartetError } from '../../model/errors.js';

/**
 * How Loki answers: a status and a line of plain text, for pushes and for queries.
 * https://grafana.com/docs/loki/latest/reference/loki-http-api/
 */
const STATUS: Record<ErrorCode, number> = {
  invalid_argument: 400,
  unsupported_media: 400,
  too_large: 413,
  not_found: 404,
  unauthenticated: 401,
  permission_denied: 403,
  resource_exhausted: 429,
  unavailable: 503,
  timeout: 504,
  canceled: 499,
  execution: 422,
  limit_exceeded: 400,
  internal: 500,
};

export function lokiStatus(error: QuartetError): number {
  return STATUS[error.code];
}

/** The body of an error answer. */
export function lokiErrorText(error: QuartetError): string {
  return `${error.message}\n`;
}
