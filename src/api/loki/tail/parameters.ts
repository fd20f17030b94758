import { parseGoInt } from '../../../lib/go-number.js';
import { TailQuery } from '../../../logql/tail/tail-query.js';
import { QuartetError } from '../../../model/errors.js';
import { first, type QueryParameters } from '../../form-parameters.js';
import { limitParameter, timeParameter } from '../parameters.js';

const DEFAULT_LIMIT = 100;
/** Seconds. */
const MAX_DELAY = 5;
const NS_PER_MS = 1_000_000n;
const DEFAULT_HISTORY_MS = 3_600_000;

/** What a client wants to follow. */
export interface TailParameters {
  readonly query: TailQuery;
  /** How long entries are held back, so that those of slow senders come in their place, ms. */
  readonly delayMs: number;
  /** Entries of the past that are sent first: the newest of those since `start`, ns. */
  readonly limit: number;
  readonly start: bigint;
}

/**
 * https://grafana.com/docs/loki/latest/reference/loki-http-api/#stream-logs
 * Throws `invalid_argument` with Loki's text.
 */
export function tailParameters(parameters: QueryParameters, nowMs: number): TailParameters {
  const query = new TailQuery(first(parameters, 'query') ?? '');
  const limit = limitParameter(parameters, 'limit', DEFAULT_LIMIT);
  const start = timeParameter(parameters, 'start', BigInt(nowMs - DEFAULT_HISTORY_MS) * NS_PER_MS);
  return { query, limit, start, delayMs: delay(first(parameters, 'delay_for') ?? '') * 1000 };
}

/** Whole seconds. */
function delay(text: string): number {
  if (text === '') return 0;
  const read = parseGoInt(text);
  if ('problem' in read) throw new QuartetError('invalid_argument', `strconv.Atoi: ${read.problem}`);
  if (read.value > MAX_DELAY) {
    throw new QuartetError('invalid_argument', `delay_for can't be greater than ${MAX_DELAY}`);
  }
  return Math.max(0, read.value);
}
