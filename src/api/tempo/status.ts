import type { FastifyInstance } from 'fastify';
import { stringify } from 'yaml';
import { QuartetError } from '../../model/errors.js';
import { ENDPOINTS } from './endpoints.js';
import type { TempoContext } from './request.js';

const TEXT = 'text/plain; charset=utf-8';

/** The release of Tempo whose API this is: clients choose by it what they may ask. Our own version stands beside it. */
const SPOKEN_VERSION = '2.9.0';

/** What Tempo consists of, and this program does in one. */
const SERVICES = ['distributor', 'live-store', 'metrics-generator', 'querier', 'query-frontend', 'server', 'store'];

/** Pages that say what is running. https://grafana.com/docs/tempo/latest/api_docs/#status */
export function statusRoutes(app: FastifyInstance, context: TempoContext): void {
  app.get('/api/echo', async (_request, reply) => reply.type(TEXT).send('echo\n'));
  app.get('/api/status/buildinfo', async (_request, reply) => reply.send(buildInformation(context)));
  app.get('/status', async (_request, reply) =>
    reply.type(TEXT).send(
      Object.entries(PAGES)
        .map(([name, page]) => `${name}:\n${page(context)}`)
        .join('\n'),
    ),
  );
  app.get<{ Params: { page: string } }>('/status/:page', async (request, reply) => {
    const { page } = request.params;
    const text = Object.hasOwn(PAGES, page) ? PAGES[page] : undefined;
    if (text === undefined) throw new QuartetError('not_found', `no status page ${JSON.stringify(page)}\n`);
    return reply.type(TEXT).send(text(context));
  });
  app.get<{ Params: { tenant: string } }>('/status/overrides/:tenant', async (request, reply) =>
    reply.type(TEXT).send(stringify(context.tenantOverrides.of(request.params.tenant))),
  );
}

const buildInformation = ({ version }: TempoContext) => ({
  version: SPOKEN_VERSION,
  revision: '',
  branch: '',
  buildDate: '',
  buildUser: '',
  goVersion: 'none',
  application: 'quartet',
  applicationVersion: version,
});

const PAGES: Readonly<Record<string, (context: TempoContext) => string>> = {
  version: ({ version }) => `tempo, version ${SPOKEN_VERSION} (quartet ${version})\n`,
  services: () => SERVICES.map((service) => `${service}: Running\n`).join(''),
  config: ({ tempoLimits }) => settings(tempoLimits),
  endpoints: () => ENDPOINTS.map(({ methods, path }) => `${methods.join(', ')} ${path}\n`).join(''),
  runtime_config: ({ tenantOverrides }) =>
    stringify({
      overrides: Object.fromEntries(tenantOverrides.tenants().map((name) => [name, tenantOverrides.of(name)])),
    }),
  overrides: ({ tenantOverrides }) =>
    tenantOverrides
      .tenants()
      .map((tenant) => `${tenant}\n`)
      .join(''),
};

const settings = (values: object): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('');
