import type { TimeRangeNs } from '../../storage/interface.js';
import { first, type QueryParameters } from '../form-parameters.js';
import { checkDuration, invalid, recentRange } from './parameters.js';
import { readTime } from './time-parameter.js';

const NS_PER_SECOND = 1_000_000_000n;

/**
 * `start` and `end` of calls about tags, both inclusive: both or none of them; none is the last quarter of an hour.
 * `maxDuration` in ms.
 */
export function tagRange(parameters: QueryParameters, nowMs: number, maxDuration: number): TimeRangeNs {
  const start = timeOf(parameters, 'start');
  const end = timeOf(parameters, 'end');
  if (start === undefined && end === undefined) return recentRange(nowMs);
  if (start === undefined || end === undefined) {
    throw invalid('error parsing date range: only one of start and end provided: must provide both or neither');
  }
  checkDuration(Number(start / NS_PER_SECOND), Number(end / NS_PER_SECOND), maxDuration);
  return { start, end };
}

function timeOf(parameters: QueryParameters, name: string): bigint | undefined {
  const text = first(parameters, name) ?? '';
  if (text === '') return undefined;
  const read = readTime(name, text);
  if ('problem' in read) throw invalid(`error parsing date range: ${read.problem}`);
  return read.ns;
}
