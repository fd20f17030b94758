import type { FastifyInstance, FastifyReply } from 'fastify';
import { DashboardsError, type DashboardsErrorCode } from '../../dashboards/errors.js';
import { requestError } from '../../ingest/request-error.js';
import { HTTP_STATUS } from '../../wire/http-status.js';

interface Meaning {
  readonly status: number;
  /** Grafana's word for it, which clients look at. */
  readonly word?: string;
}

/** Where one part of the API has other statuses than the rest. */
export type Statuses = Readonly<Partial<Record<DashboardsErrorCode, number>>>;

const MEANINGS: Readonly<Record<DashboardsErrorCode, Meaning>> = {
  bad_request: { status: 400 },
  empty_title: { status: 400, word: 'empty-name' },
  not_found: { status: 404, word: 'not-found' },
  version_mismatch: { status: 412, word: 'version-mismatch' },
  name_exists: { status: 412, word: 'name-exists' },
  provisioned: { status: 400 },
  in_use: { status: 403 },
  too_large: { status: 413 },
};

/** Errors of `app` in Grafana's shape: `{message, status?}`. */
export function answerErrors(app: FastifyInstance, statuses: Statuses = {}): void {
  app.setErrorHandler((thrown, _request, reply) => sendError(reply, thrown, statuses));
}

function sendError(reply: FastifyReply, thrown: unknown, statuses: Statuses): FastifyReply {
  if (thrown instanceof DashboardsError) {
    const { status, word } = MEANINGS[thrown.code];
    const body = { message: thrown.message, ...(word !== undefined && { status: word }) };
    return reply.code(statuses[thrown.code] ?? status).send(body);
  }
  const { code, message, retryAfter } = requestError(thrown);
  if (retryAfter !== undefined) reply.header('Retry-After', retryAfter);
  return reply.code(HTTP_STATUS[code]).send({ message, messageId: `quartet.${code}` });
}
