import type { ErrorCode, QuartetError } from '../../model/errors.js';
import { HTTP_STATUS } from '../http-status.js';

/**
 * Senders repeat a request on 5xx and, where they are told to, on 429; they drop it on every other 4xx.
 * https://prometheus.io/docs/specs/prw/remote_write_spec_2_0/#retries--backoff
 */
const STATUS: Readonly<Record<ErrorCode, number>> = { ...HTTP_STATUS, execution: 500 };

export interface RemoteWriteError {
  readonly status: number;
  /** Whole seconds for Retry-After; `undefined` where repeating does not help or the time is not known. */
  readonly retryAfter: number | undefined;
  /** Plain text, ended by a newline. */
  readonly body: string;
}

export function toRemoteWriteError(error: QuartetError): RemoteWriteError {
  const seconds = error.retryAfter;
  return {
    status: STATUS[error.code],
    retryAfter: seconds === undefined ? undefined : Math.max(1, Math.ceil(seconds)),
    body: `${error.message}\n`,
  };
}
