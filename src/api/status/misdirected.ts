import type { FastifyPluginAsync } from 'fastify';

interface Elsewhere {
  readonly prefix: string;
  readonly dialect: string;
  /** What to do instead, where the path never existed anywhere; `port` is the dialect's. */
  readonly instead?: (port: number) => string;
}

/** What callers look for at the wrong port, and the dialect that has it. */
const ELSEWHERE: readonly Elsewhere[] = [
  {
    prefix: '/api/push',
    dialect: 'otlpHttp',
    instead: (port) => `Tempo never had /api/push; send OTLP over HTTP to /v1/traces on port ${port}, or over gRPC`,
  },
  { prefix: '/loki/', dialect: 'loki' },
  { prefix: '/v1/traces', dialect: 'otlpHttp' },
  { prefix: '/v1/metrics', dialect: 'otlpHttp' },
  { prefix: '/v1/logs', dialect: 'otlpHttp' },
  { prefix: '/api/v1/write', dialect: 'prometheus' },
  { prefix: '/api/v1/push', dialect: 'mimir' },
  { prefix: '/prometheus/', dialect: 'mimir' },
  { prefix: '/api/v2/spans', dialect: 'zipkin' },
  { prefix: '/api/v1/spans', dialect: 'zipkin' },
  { prefix: '/api/v2/traces', dialect: 'tempo' },
  { prefix: '/api/v2/search', dialect: 'tempo' },
  { prefix: '/api/v2/', dialect: 'alertmanager' },
  { prefix: '/api/search', dialect: 'tempo' },
  { prefix: '/api/traces', dialect: 'tempo' },
  { prefix: '/api/v1/', dialect: 'prometheus' },
];

/**
 * The 404 of every port: says what listens here and, when the path belongs to another dialect, where that one listens.
 * `ports` gives the port that a dialect took.
 */
export function misdirected(
  here: { title: string; dialect: string },
  ports: () => ReadonlyMap<string, number>,
): FastifyPluginAsync {
  const plugin: FastifyPluginAsync = async (app) => {
    app.setNotFoundHandler((request, reply) => {
      const path = request.url.split('?', 1)[0]!;
      const found = ELSEWHERE.find(({ prefix }) => path.startsWith(prefix));
      const port = found === undefined ? undefined : ports().get(found.dialect);
      const hint =
        found === undefined || port === undefined || (found.dialect === here.dialect && found.instead === undefined)
          ? 'see docs/architecture.md for what listens where'
          : (found.instead?.(port) ?? `that path is served on port ${port}`);
      return reply
        .code(404)
        .type('text/plain; charset=utf-8')
        .send(`404 page not found: this port speaks ${here.title} and has no ${request.method} ${path}; ${hint}\n`);
    });
  };
  // Fastify keeps a not-found handler within the plugin that sets it; this one is for the whole port.
  return Object.assign(plugin, { [Symbol.for('skip-override')]: true });
}
