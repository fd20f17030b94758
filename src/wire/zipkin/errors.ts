import type { QuartetError } from '../../model/errors.js';
import { toOtlpError } from '../otlp/errors.js';
import { type PlainTextError, plainTextError } from '../plain-text-error.js';

/** Zipkin's collector answers with the message as plain text. */
export function zipkinError(error: QuartetError): PlainTextError {
  const { httpStatus, message, retryAfter } = toOtlpError(error);
  return plainTextError(httpStatus, message, retryAfter);
}
