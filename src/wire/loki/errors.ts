import type { ErrorCode, QuartetError } from '../../model/errors.js';
import { HTTP_STATUS } from '../http-status.js';

/**
 * How Loki answers: a status and a line of plain text, for pushes and for queries.
 * https://grafana.com/docs/loki/latest/reference/loki-http-api/
 */
const STATUS: Readonly<Record<ErrorCode, number>> = { ...HTTP_STATUS, unsupported_media: 400 };

export function lokiStatus(error: QuartetError): number {
  return STATUS[error.code];
}

/** The body of an error answer. */
export function lokiErrorText(error: QuartetError): string {
  return `${error.message}\n`;
}
