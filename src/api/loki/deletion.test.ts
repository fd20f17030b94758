import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { NOW_MS, readContext } from '../../../test/support/read-context.js';
import { deleteSelection } from '../../logql/delete-selection.js';
import { QuartetError } from '../../model/errors.js';
import { DEFAULT_LOKI_LIMITS, type DeletionMode } from '../../model/loki-limits.js';
import type { LogDeleteRequest } from '../../storage/log-deletion/delete-requests.js';
import type { LogDeletionContext } from './deletion.js';
import { lokiApi } from './plugin.js';
import type { LokiContext } from './request.js';

const HOUR = 3_600_000;
const NOW_S = Math.floor(NOW_MS / 1000);

/** A server with requests in memory. */
function server(deletionMode: DeletionMode = 'filter-and-delete', isOff = false) {
  const requests: LogDeleteRequest[] = [];
  const kept: LogDeletionContext['requests'] = {
    list: async () => requests,
    create: async (tenant, asked) => {
      deleteSelection(asked.query);
      requests.push({ ...asked, tenant, id: `id${requests.length}`, createdMs: NOW_MS, status: 'received' });
    },
    cancel: async (_tenant, id, force) => {
      const at = requests.findIndex((request) => request.id === id);
      if (at < 0) throw new QuartetError('not_found', 'could not find delete request with given id');
      if (!force) throw new QuartetError('invalid_argument', 'in process');
      requests.splice(at, 1);
    },
  };
  const app = Fastify();
  const context = {
    ...readContext({}),
    limitsOf: () => ({ ...DEFAULT_LOKI_LIMITS, deletionMode }),
    deletion: isOff ? undefined : { requests: kept, maxIntervalMs: 24 * HOUR },
  } as unknown as LokiContext;
  app.register(lokiApi, { context });
  return async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', parameters: Record<string, string> = {}) => {
    const { statusCode, body } = await app.inject({
      method,
      url: `/loki/api/v1/delete?${new URLSearchParams(parameters)}`,
    });
    return [statusCode, body.trimEnd()] as const;
  };
}

describe('/loki/api/v1/delete', () => {
  it('takes requests, lists and cancels them', async () => {
    const call = server();
    const parameters = { query: '{app="a"} |= "x" !~ "y+"', start: '1700000000', end: '1700003600.5' };
    expect(await call('POST', { ...parameters, max_interval: '1h' })).toEqual([204, '']);
    expect(await call('PUT', { query: '{app="a"}', start: '2023-11-14T22:13:20Z' })).toEqual([204, '']);
    const [status, body] = await call('GET');
    expect(status).toBe(200);
    const common = { status: 'received', created_at: NOW_MS / 1000 };
    expect(JSON.parse(body)).toEqual([
      { ...common, request_id: 'id0', query: parameters.query, start_time: 1700000000, end_time: 1700003600.5 },
      { ...common, request_id: 'id1', query: '{app="a"}', start_time: 1700000000, end_time: Math.floor(NOW_MS) / 1000 },
    ]);
    expect(await call('DELETE', { request_id: 'id0' })).toEqual([400, 'in process']);
    expect(await call('DELETE', { request_id: 'id0', force: 'true' })).toEqual([204, '']);
    expect(await call('DELETE', { request_id: 'id0' })).toEqual([404, 'could not find delete request with given id']);
    expect(JSON.parse((await call('GET'))[1])).toHaveLength(1);
  });

  it.each<[Record<string, string>, string]>([
    [{}, 'query not set'],
    [{ query: '{a="b"}' }, 'start time not set'],
    [{ query: '{a="b"}', start: 'x' }, 'invalid start time: require unix seconds or RFC3339 format'],
    [{ query: '{a="b"}', start: '1', end: 'x' }, 'invalid end time: require unix seconds or RFC3339 format'],
    [{ query: '{a="b"}', start: '1', end: String(NOW_S + 10) }, 'deletes in the future are not allowed'],
    [{ query: '{a="b"}', start: '2', end: '1' }, "start time can't be greater than end time"],
    [
      { query: '{a="b"}', start: '1', end: '2', max_interval: '1d' },
      "invalid max_interval: valid time units are 's', 'm', 'h'",
    ],
    [
      { query: '{a="b"}', start: '1', end: '999999', max_interval: '25h' },
      "max_interval can't be greater than 24h0m0s",
    ],
    [
      { query: '{a="b"}', start: '1', end: '2', max_interval: '1h' },
      "max_interval can't be greater than the interval to be deleted (0h0m1s)",
    ],
    [{ query: '{a="b"', start: '1' }, 'invalid query expression'],
    [{ query: 'rate({a="b"}[1m])', start: '1' }, 'invalid query expression'],
    [{ query: '{a=~".*"}', start: '1' }, 'invalid query expression'],
    [{ query: '{a="b"} | json | x="y"', start: '1' }, 'unsupported query expression'],
    [{ query: '{a="b"} |= ip("10.0.0.0/8")', start: '1' }, 'unsupported query expression'],
  ])('%o: %s', async (parameters, message) => expect(await server()('POST', parameters)).toEqual([400, message]));

  it.each([
    ['where the tenant may not', server('disabled')],
    ['where nobody may', server('filter-and-delete', true)],
  ])('refuses everything %s', async (_where, call) => {
    for (const method of ['GET', 'POST', 'PUT', 'DELETE'] as const) {
      const parameters = { query: '{a="b"}', start: '1', request_id: 'x' };
      expect(await call(method, parameters)).toEqual([403, 'deletion is not available for this tenant']);
    }
  });
});
