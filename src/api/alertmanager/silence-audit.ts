import type { SilenceRecord } from '../../alerting/silences/silence-records.js';
import { first, type QueryParameters } from '../form-parameters.js';
import { limitParameter } from '../prometheus/parameters.js';
import { silenceJson } from './silences.js';

const DEFAULT_LIMIT = 1000;

/** Changes of silences, the newest first: `limit` of them (0: all), those of the silence `id` where one is named. */
export function auditJson(records: readonly SilenceRecord[], parameters: QueryParameters) {
  const id = first(parameters, 'id');
  const limit = first(parameters, 'limit') === undefined ? DEFAULT_LIMIT : limitParameter(parameters);
  const wanted = records.filter(({ silence }) => id === undefined || silence.id === id).reverse();
  return {
    total: wanted.length,
    records: wanted.slice(0, limit === 0 ? undefined : limit).map(({ change, atMs, silence }) => ({
      change,
      at: new Date(atMs).toISOString(),
      by: silence.createdBy,
      why: silence.comment,
      silence: silenceJson(silence, atMs),
    })),
  };
}
