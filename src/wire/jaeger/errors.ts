import { QuartetError } from '../../model/errors.js';
import { toOtlpError } from '../otlp/errors.js';

/** What goes back over HTTP: one line of plain text, as Jaeger's collector answers. */
export interface JaegerHttpError {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export function jaegerHttpError(error: QuartetError): JaegerHttpError {
  const { httpStatus, message, retryAfter } = toOtlpError(error);
  const headers: Record<string, string> = { 'content-type': 'text/plain; charset=utf-8' };
  if (retryAfter !== undefined) headers['retry-after'] = String(retryAfter);
  return { status: httpStatus, headers, body: `${message}\n` };
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
