import { z } from 'zod';
import type { ConsulDiscoveryConfig } from '../../collect/discovery/discovery-config.js';
import { toHttpClient } from '../http-client.js';
import { plainText } from '../values.js';
import { refreshInterval, withHttpClient } from './discovery-values.js';

/** https://prometheus.io/docs/prometheus/latest/configuration/configuration/#consul_sd_config */
export const consulConfig = withHttpClient({
  server: plainText.default('localhost:8500').refine((server) => server.trim() !== '', 'must not be empty'),
  path_prefix: plainText.default(''),
  token: plainText.default(''),
  datacenter: plainText.default(''),
  namespace: plainText.default(''),
  partition: plainText.default(''),
  scheme: z.enum(['http', 'https'], 'must be http or https').default('http'),
  username: plainText.default(''),
  password: plainText.default(''),
  services: z.array(plainText).nullish(),
  tags: z.array(plainText).nullish(),
  node_meta: z.record(z.string(), plainText).nullish(),
  filter: plainText.default(''),
  health_filter: plainText.default(''),
  tag_separator: plainText.default(','),
  allow_stale: z.boolean().default(true),
  refresh_interval: refreshInterval.default(30_000),
}).superRefine((given, context) => {
  const problem = authenticationProblem(given);
  if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
});

type Given = z.output<typeof consulConfig>;

function authenticationProblem({ token, username, password, basic_auth, authorization, oauth2 }: Given) {
  if (username !== '' || password !== '') {
    if (basic_auth !== undefined) return 'at most one of basic_auth and username and password may be given';
    if (authorization !== undefined || oauth2 !== undefined)
      return 'username and password go with neither authorization nor oauth2';
  }
  if (token !== '' && (authorization !== undefined || oauth2 !== undefined))
    return 'token goes with neither authorization nor oauth2';
  return undefined;
}

export function toConsul(given: Given, directory: string): ConsulDiscoveryConfig {
  const { username, password, token } = given;
  const http = toHttpClient(given, directory);
  const named = username !== '' || password !== '';
  return {
    kind: 'consul',
    scheme: given.scheme,
    server: given.server,
    pathPrefix: given.path_prefix,
    ...(token !== '' && { token: { text: token } }),
    datacenter: given.datacenter,
    namespace: given.namespace,
    partition: given.partition,
    services: given.services ?? [],
    tags: given.tags ?? [],
    nodeMeta: given.node_meta ?? {},
    filter: given.filter,
    healthFilter: given.health_filter,
    tagSeparator: given.tag_separator,
    allowStale: given.allow_stale,
    refreshMs: given.refresh_interval,
    http: named ? { ...http, basicAuth: { username: { text: username }, password: { text: password } } } : http,
  };
}
