/**
 * The program's one hierarchy of errors. A code says what went wrong in terms of the field; each dialect maps codes to
 * its own status and body in `wire/<dialect>/errors.ts`.
 */
export type ErrorCode =
  /** The request is wrong and will be wrong again: 400. */
  | 'invalid_argument'
  /** The body is not what its Content-Type says, or the Content-Type is unknown: 415. */
  | 'unsupported_media'
  /** The body or a value in it is over a limit that repeating does not help: 413. */
  | 'too_large'
  /** No such thing: 404. */
  | 'not_found'
  /** Who asks is unknown: 401. */
  | 'unauthenticated'
  /** Who asks may not: 403. */
  | 'permission_denied'
  /** A queue or rate limit is full now; repeat later: 429 / RESOURCE_EXHAUSTED. */
  | 'resource_exhausted'
  /** The store cannot be reached or is not ready now; repeat later: 503 / UNAVAILABLE. */
  | 'unavailable'
  /** The deadline passed: 504 / DEADLINE_EXCEEDED. */
  | 'timeout'
  /** The caller went away. */
  | 'canceled'
  /** The query is right, but its evaluation fails: 422 in Prometheus' API. */
  | 'execution'
  /** The query is over one of its limits (samples, series, memory). */
  | 'limit_exceeded'
  /** A mistake of ours: 500. */
  | 'internal';

/** An error with a stable code; `message` says what, where, and what would be right. */
export class QuartetError extends Error {
  readonly code: ErrorCode;
  /** Seconds after which repeating makes sense; sent as Retry-After. */
  readonly retryAfter?: number;

  constructor(code: ErrorCode, message: string, options: { cause?: unknown; retryAfter?: number } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'QuartetError';
    this.code = code;
    if (options.retryAfter !== undefined) this.retryAfter = options.retryAfter;
  }
}

/** Any thrown thing as a `QuartetError`; what is not ours becomes `internal` with the cause kept. */
export function toQuartetError(error: unknown): QuartetError {
  if (error instanceof QuartetError) return error;
  return new QuartetError('internal', error instanceof Error ? error.message : String(error), { cause: error });
}
