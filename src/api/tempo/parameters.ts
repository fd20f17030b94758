import { goDuration, readGoDuration } from '../../lib/go-duration.js';
import { QuartetError } from '../../model/errors.js';
import type { TimeRangeNs } from '../../storage/interface.js';
import { first, type QueryParameters } from '../form-parameters.js';

const NS_PER_SECOND = 1_000_000_000n;
const MAX_UINT32 = 2 ** 32 - 1;
/** What a search without a range looks at, s. */
const RECENT = 900;

export const invalid = (message: string): QuartetError => new QuartetError('invalid_argument', message);

/** An unsigned 32-bit number as Go's strconv reads it; `undefined` where it was not given. */
export function unsignedParameter(parameters: QueryParameters, name: string): number | undefined {
  const text = first(parameters, name);
  if (text === undefined || text === '') return undefined;
  const problem = !/^\d+$/.test(text) ? 'invalid syntax' : Number(text) > MAX_UINT32 ? 'value out of range' : undefined;
  if (problem !== undefined) {
    throw invalid(`invalid ${name}: strconv.ParseUint: parsing ${JSON.stringify(text)}: ${problem}`);
  }
  return Number(text);
}

/** ns; `undefined` where it was not given. */
export function durationParameter(parameters: QueryParameters, name: string): number | undefined {
  const text = first(parameters, name);
  if (text === undefined || text === '') return undefined;
  const read = readGoDuration(text);
  if ('problem' in read) throw invalid(`invalid ${name}: ${read.problem}`);
  return read.value;
}

/**
 * `start` and `end` of a search in seconds, both inclusive: both or none of them; none is the last quarter of an hour.
 * `maxDuration` in ms.
 */
export function searchRange(parameters: QueryParameters, nowMs: number, maxDuration: number): TimeRangeNs {
  const start = unsignedParameter(parameters, 'start') ?? 0;
  const end = unsignedParameter(parameters, 'end') ?? 0;
  if ((start === 0) !== (end === 0)) {
    throw invalid('error parsing date range: only one of start and end provided: must provide both or neither');
  }
  if (start === 0) return recentRange(nowMs);
  if (start >= end) throw invalid(`http parameter start must be before end. received start=${start} end=${end}`);
  checkDuration(start, end, maxDuration);
  return { start: BigInt(start) * NS_PER_SECOND, end: BigInt(end) * NS_PER_SECOND };
}

export function recentRange(nowMs: number): TimeRangeNs {
  const end = BigInt(Math.ceil(nowMs / 1000)) * NS_PER_SECOND;
  return { start: end - BigInt(RECENT) * NS_PER_SECOND, end };
}

/** `start` and `end` in seconds. */
export function checkDuration(start: number, end: number, maxDuration: number): void {
  if (end - start <= maxDuration / 1000 && end >= start) return;
  throw invalid(
    `range specified by start and end exceeds ${goDuration(maxDuration)}. received start=${start} end=${end}`,
  );
}
