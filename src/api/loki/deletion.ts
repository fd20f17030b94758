import { QuartetError } from '../../model/errors.js';
import type { LokiAnswer } from './answer.js';

/**
 * `/delete`: Loki's answer where deletion is not enabled, which here it never is.
 * https://grafana.com/docs/loki/latest/operations/storage/logs-deletion/
 */
export async function deletionIsOff(): Promise<LokiAnswer> {
  throw new QuartetError('permission_denied', 'deletion is not available for this tenant');
}
