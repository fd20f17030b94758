import type { ErrorCode, QuartetError } from '../../model/errors.js';
import { HTTP_STATUS } from '../http-status.js';
import { type PlainTextError, plainTextError } from '../plain-text-error.js';

/**
 * Senders repeat a request on 5xx and, where they are told to, on 429; they drop it on every other 4xx.
 * https://prometheus.io/docs/specs/prw/remote_write_spec_2_0/#retries--backoff
 */
const STATUS: Readonly<Record<ErrorCode, number>> = { ...HTTP_STATUS, execution: 500 };

/** Plain text; with Retry-After where the error knows when repeating helps. */
export const remoteWriteError = (error: QuartetError): PlainTextError =>
  plainTextError(STATUS[error.code], error.message, error.retryAfter);
