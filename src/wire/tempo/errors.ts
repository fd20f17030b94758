import type { ErrorCode, QuartetError } from '../../model/errors.js';
import { HTTP_STATUS } from '../http-status.js';

/**
 * How Tempo answers: a status and a line of plain text.
 * https://grafana.com/docs/tempo/latest/api_docs/
 */
const STATUS: Readonly<Record<ErrorCode, number>> = { ...HTTP_STATUS, too_large: 422, limit_exceeded: 422 };

export const tempoStatus = (error: QuartetError): number => STATUS[error.code];
