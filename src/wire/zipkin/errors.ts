import type { QuartetError } from '../../model/errors.js';
import { toOtlpError } from '../otlp/errors.js';

/** What goes back: the message as plain text, as Zipkin's collector answers. */
export interface ZipkinError {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export function zipkinError(error: QuartetError): ZipkinError {
  const { httpStatus, message, retryAfter } = toOtlpError(error);
  const headers: Record<string, string> = { 'content-type': 'text/plain; charset=utf-8' };
  if (retryAfter !== undefined) headers['retry-after'] = String(retryAfter);
  return { status: httpStatus, headers, body: `${message}\n` };
}
