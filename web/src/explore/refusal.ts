import { ApiError } from '../api/http';

/** What the server has against a query; undefined where it failed for another reason, or did not. */
export const refusal = (error: unknown): string | undefined =>
  error instanceof ApiError && error.status === 400 ? error.message : undefined;
