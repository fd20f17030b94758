import { parseDuration } from '../../lib/duration.js';
import { parseGoBool } from '../../lib/go-number.js';
import { QuartetError } from '../../model/errors.js';
import type { LogDeleteRequest, LogDeleteRequests } from '../../storage/log-deletion/delete-requests.js';
import { first, type QueryParameters } from '../form-parameters.js';
import { json, type LokiAnswer, plainText } from './answer.js';
import { timeParameter } from './parameters.js';
import type { LokiRequest } from './request.js';

/**
 * `/delete`: requests to delete log entries, in Loki's words.
 * https://grafana.com/docs/loki/latest/reference/loki-http-api/#log-deletion
 */

/** Requests to delete, and how long a part of one may be (ms). */
export interface LogDeletionContext {
  readonly requests: Pick<LogDeleteRequests, 'create' | 'list' | 'cancel'>;
  readonly maxIntervalMs: number;
}

const refused = (message: string): QuartetError => new QuartetError('invalid_argument', message);

/** Rejects with `permission_denied` where deletion is off for the program or for the tenant. */
function enabled({ context, allowed }: LokiRequest): LogDeletionContext {
  if (context.deletion === undefined || allowed.deletionMode === 'disabled') {
    throw new QuartetError('permission_denied', 'deletion is not available for this tenant');
  }
  return context.deletion;
}

/** POST and PUT: `query`, `start`, `end` (now where it is not given), `max_interval`. */
export async function requestDeletion(request: LokiRequest): Promise<LokiAnswer> {
  const { requests, maxIntervalMs } = enabled(request);
  const { context, parameters, tenant } = request;
  const query = first(parameters, 'query') ?? '';
  if (query === '') throw refused('query not set');
  const startMs = momentOf(parameters, 'start') ?? missing('start time not set');
  const nowMs = Math.floor(context.now());
  const endMs = momentOf(parameters, 'end') ?? nowMs;
  if (endMs > nowMs) throw refused('deletes in the future are not allowed');
  if (startMs > endMs) throw refused("start time can't be greater than end time");
  checkInterval(first(parameters, 'max_interval') ?? '', endMs - startMs, maxIntervalMs);
  await requests.create(tenant, { query, startMs, endMs });
  return plainText('', 204);
}

/** GET: the requests of the tenant, those processed too; times in seconds. */
export async function listDeletions(request: LokiRequest): Promise<LokiAnswer> {
  const { requests } = enabled(request);
  return json((await requests.list(request.tenant)).map(shown));
}

/** DELETE: `request_id`, and `force` for one that is being processed. */
export async function cancelDeletion(request: LokiRequest): Promise<LokiAnswer> {
  const { requests } = enabled(request);
  const { parameters, tenant } = request;
  const force = first(parameters, 'force') ?? '';
  const isForced = force === '' ? false : parseGoBool(force);
  if (isForced === undefined) throw refused(`strconv.ParseBool: parsing ${JSON.stringify(force)}: invalid syntax`);
  await requests.cancel(tenant, first(parameters, 'request_id') ?? '', isForced);
  return plainText('', 204);
}

const shown = ({ id, startMs, endMs, query, status, createdMs }: LogDeleteRequest): unknown => ({
  request_id: id,
  start_time: startMs / 1000,
  end_time: endMs / 1000,
  query,
  status,
  created_at: createdMs / 1000,
});

function momentOf(parameters: QueryParameters, name: 'start' | 'end'): number | undefined {
  if ((first(parameters, name) ?? '') === '') return undefined;
  try {
    return Number(timeParameter(parameters, name, 0n) / 1_000_000n);
  } catch {
    throw refused(`invalid ${name} time: require unix seconds or RFC3339 format`);
  }
}

function missing(message: string): never {
  throw refused(message);
}

/** A request is applied day by day whatever it says here; what Loki refuses is refused. */
function checkInterval(text: string, lengthMs: number, maxMs: number): void {
  if (text === '') return;
  const ms = /^(\d+(\.\d+)?[smh])+$/.test(text) ? parseDuration(text) : undefined;
  if (ms === undefined) throw refused("invalid max_interval: valid time units are 's', 'm', 'h'");
  if (ms > maxMs) throw refused(`max_interval can't be greater than ${goText(maxMs)}`);
  if (ms > lengthMs)
    throw refused(`max_interval can't be greater than the interval to be deleted (${goText(lengthMs)})`);
}

/** Hours, minutes and seconds as Go prints a duration. */
const goText = (ms: number): string =>
  `${Math.floor(ms / 3_600_000)}h${Math.floor(ms / 60_000) % 60}m${(ms % 60_000) / 1000}s`;
