import type { ErrorCode } from '../model/errors.js';

/** The HTTP status that an error code means in most dialects; each dialect's `errors.ts` names where it differs. */
export const HTTP_STATUS: Readonly<Record<ErrorCode, number>> = {
  invalid_argument: 400,
  unsupported_media: 415,
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
