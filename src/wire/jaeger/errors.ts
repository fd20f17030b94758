import { QuartetError } from '../../model/errors.js';
import { toOtlpError } from '../otlp/errors.js';
import { type PlainTextError, plainTextError } from '../plain-text-error.js';

/** Jaeger's collector answers over HTTP with one line of plain text. */
export function jaegerHttpError(error: QuartetError): PlainTextError {
  const { httpStatus, message, retryAfter } = toOtlpError(error);
  return plainTextError(httpStatus, message, retryAfter);
}

/** The gRPC status code and message of an error. */
export function jaegerGrpcError(error: QuartetError): { readonly code: number; readonly details: string } {
  const { grpcCode, message } = toOtlpError(error);
  return { code: grpcCode, details: message };
}

/** The same error with what Jaeger's collector says before it. */
export function withPreface(error: QuartetError, preface: string): QuartetError {
  const { code, message, retryAfter } = error;
  const options = retryAfter === undefined ? { cause: error } : { cause: error, retryAfter };
  return new QuartetError(code, `${preface}: ${message}`, options);
}
