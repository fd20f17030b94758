/** A failure with the HTTP status that the caller shall see and a code that people can search for. */
export class ServiceError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'ServiceError';
  }
}

/** Any thrown value as a {@link ServiceError}; what nobody foresaw is a 500. */
export function toServiceError(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error;
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  const message = error instanceof Error ? error.message : String(error);
  if (typeof status === 'number' && status >= 400) return new ServiceError(status, 'bad_request', message);
  return new ServiceError(500, 'internal', message);
}
