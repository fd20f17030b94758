import type { QuartetError } from '../../model/errors.js';
import { HTTP_STATUS } from '../http-status.js';

/**
 * How the rulers of Mimir and Loki answer what is wrong: a status and a line of plain text.
 * https://grafana.com/docs/mimir/latest/references/http-api/#ruler
 */
export const rulerStatus = ({ code }: QuartetError): number => HTTP_STATUS[code];

/** The body of an error answer. */
export const rulerErrorText = ({ message }: QuartetError): string => `${message}\n`;
