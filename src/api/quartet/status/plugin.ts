import type { FastifyInstance } from 'fastify';
import { requestError } from '../../../ingest/request-error.js';
import { HTTP_STATUS } from '../../../wire/http-status.js';
import type { StatusContext } from './context.js';
import { ingestionStatus } from './ingestion.js';
import { storageStatus } from './storage.js';

type Answer = (context: StatusContext) => unknown;

/** What the status pages show, by path. Sizes in bytes, times in ms. Errors are `{"error": {"code", "message"}}`. */
const ANSWERS: Readonly<Record<string, Answer>> = {
  '/status': programStatus,
  '/status/storage': storageStatus,
  '/status/ingestion': ingestionStatus,
  '/status/queries': queriesStatus,
  '/status/config': ({ settings }) => ({ settings: settings() }),
};

export async function statusApi(app: FastifyInstance, { context }: { context: StatusContext }): Promise<void> {
  await app.register(
    async (own) => {
      own.setErrorHandler((thrown, _request, reply) => {
        const { code, message } = requestError(thrown);
        return reply.code(HTTP_STATUS[code]).send({ error: { code, message } });
      });
      for (const [path, answer] of Object.entries(ANSWERS)) own.get(path, async () => answer(context));
    },
    { prefix: '/api/quartet/v1' },
  );
}

function programStatus({ version, now, startedMs, listeners, memory, memoryLimit, engine, parts }: StatusContext) {
  const { rss, heapUsed, heapTotal, external } = process.memoryUsage();
  const health = Object.entries(parts).map(([name, problem]) => {
    const reason = problem();
    return { name, isHealthy: reason === undefined, ...(reason !== undefined && { problem: reason }) };
  });
  return {
    version,
    node: process.version,
    startedMs,
    uptimeMs: now() - startedMs,
    isHealthy: health.every(({ isHealthy }) => isHealthy),
    parts: health,
    listeners: listeners(),
    engine,
    memory: { limit: memoryLimit, plan: memory, used: { rss, heapUsed, heapTotal, external } },
  };
}

function queriesStatus({ queries, now }: StatusContext) {
  const nowMs = now();
  return {
    thresholdMs: queries.thresholdMs,
    running: queries.running().map((query) => ({ ...query, durationMs: nowMs - query.startedMs })),
    slow: queries.slow(),
  };
}
