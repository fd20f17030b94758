import type { ErrorCode, QuartetError } from '../../model/errors.js';

/**
 * How Tempo answers: a status and a line of plain text.
 * https://grafana.com/docs/tempo/latest/api_docs/
 */
const STATUS: Readonly<Record<ErrorCode, number>> = {
  invalid_argument: 400,
  unsupported_media: 415,
  too_large: 422,
  not_found: 404,
  unauthenticated: 401,
  permission_denied: 403,
  resource_exhausted: 429,
  unavailable: 503,
  timeout: 504,
  canceled: 499,
  execution: 422,
  limit_exceeded: 422,
  internal: 500,
};

export const tempoStatus = (error: QuartetError): number => STATUS[error.code];
