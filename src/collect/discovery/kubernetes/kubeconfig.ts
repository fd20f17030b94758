import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { type HttpClientConfig, PLAIN_HTTP, type Secret } from '../../../lib/http-client/http-client-config.js';

const text = z.string().optional();

const cluster = z.object({
  server: z.string(),
  'certificate-authority': text,
  'certificate-authority-data': text,
  'insecure-skip-tls-verify': z.boolean().default(false),
  'tls-server-name': text,
  'proxy-url': text,
});

const user = z.object({
  token: text,
  tokenFile: text,
  username: text,
  password: text,
  'client-certificate': text,
  'client-certificate-data': text,
  'client-key': text,
  'client-key-data': text,
  exec: z.unknown().optional(),
  'auth-provider': z.unknown().optional(),
});

const kubeconfig = z.object({
  'current-context': z.string(),
  contexts: z.array(z.object({ name: z.string(), context: z.object({ cluster: z.string(), user: text }) })),
  clusters: z.array(z.object({ name: z.string(), cluster })),
  users: z.array(z.object({ name: z.string(), user })).nullish(),
});

/**
 * How the API server of a kubeconfig's current context is reached; files it names are relative to `path`, its own. Throws an
 * `Error` that says what is missing. https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/
 */
export function readKubeconfig(
  content: string,
  path: string,
): { readonly server: string; readonly http: HttpClientConfig } {
  const parsed = kubeconfig.safeParse(parse(content, { maxAliasCount: 100, prettyErrors: false }));
  if (!parsed.success) {
    const { path: place, message } = parsed.error.issues[0]!;
    throw new Error(`${path} is not a kubeconfig: ${place.join('.')}: ${message}`);
  }
  const { 'current-context': current, contexts, clusters, users } = parsed.data;
  const context = contexts.find(({ name }) => name === current)?.context;
  if (context === undefined)
    throw new Error(`${path}: no context ${JSON.stringify(current)}, which current-context names`);
  const found = clusters.find(({ name }) => name === context.cluster)?.cluster;
  if (found === undefined) throw new Error(`${path}: no cluster ${JSON.stringify(context.cluster)}`);
  const who = users?.find(({ name }) => name === context.user)?.user;
  if (context.user !== undefined && who === undefined)
    throw new Error(`${path}: no user ${JSON.stringify(context.user)}`);
  return { server: found.server, http: clientOf(found, who, path) };
}

function clientOf(
  to: z.output<typeof cluster>,
  who: z.output<typeof user> | undefined,
  path: string,
): HttpClientConfig {
  if (who?.exec !== undefined || who?.['auth-provider'] !== undefined)
    throw new Error(
      `${path}: users by exec or auth-provider are not supported; use a token, a tokenFile or a certificate`,
    );
  const file = (name: string | undefined): Secret | undefined =>
    name === undefined ? undefined : { file: resolve(dirname(path), name) };
  const encoded = (data: string | undefined): Secret | undefined =>
    data === undefined ? undefined : { text: Buffer.from(data, 'base64').toString('utf8') };
  const ca = encoded(to['certificate-authority-data']) ?? file(to['certificate-authority']);
  const cert = encoded(who?.['client-certificate-data']) ?? file(who?.['client-certificate']);
  const key = encoded(who?.['client-key-data']) ?? file(who?.['client-key']);
  const credentials = file(who?.tokenFile) ?? (who?.token === undefined ? undefined : { text: who.token });
  const { username, password } = who ?? {};
  return {
    ...PLAIN_HTTP,
    tls: {
      ...(ca !== undefined && { ca }),
      ...(cert !== undefined && { cert }),
      ...(key !== undefined && { key }),
      ...(to['tls-server-name'] !== undefined && { serverName: to['tls-server-name'] }),
      insecureSkipVerify: to['insecure-skip-tls-verify'],
    },
    ...(credentials !== undefined && { authorization: { type: 'Bearer', credentials } }),
    ...(username !== undefined && {
      basicAuth: { username: { text: username }, password: { text: password ?? '' } },
    }),
    ...(to['proxy-url'] !== undefined && { proxy: { url: to['proxy-url'], fromEnvironment: false } }),
  };
}
