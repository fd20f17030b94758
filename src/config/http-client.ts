import { resolve } from 'node:path';
import { z } from 'zod';
import type {
  HttpClientConfig,
  OAuth2Config,
  ProxyConfig,
  Secret,
  TlsConfig,
} from '../lib/http-client/http-client-config.js';
import { plainText } from './values.js';

const TLS_VERSIONS = { TLS10: 'TLSv1', TLS11: 'TLSv1.1', TLS12: 'TLSv1.2', TLS13: 'TLSv1.3' } as const;

const tlsVersion = z.enum(Object.keys(TLS_VERSIONS) as (keyof typeof TLS_VERSIONS)[]);

/** https://prometheus.io/docs/prometheus/latest/configuration/configuration/#tls_config */
export const tlsConfig = z.strictObject({
  ca: plainText.optional(),
  ca_file: plainText.optional(),
  cert: plainText.optional(),
  cert_file: plainText.optional(),
  key: plainText.optional(),
  key_file: plainText.optional(),
  server_name: plainText.optional(),
  insecure_skip_verify: z.boolean().default(false),
  min_version: tlsVersion.optional(),
  max_version: tlsVersion.optional(),
});

const proxyFields = {
  proxy_url: plainText.optional(),
  no_proxy: plainText.optional(),
  proxy_from_environment: z.boolean().default(false),
  proxy_connect_header: z.record(z.string(), z.union([z.array(plainText), plainText])).optional(),
};

const secretValues = z.strictObject({
  values: z.array(plainText).default([]),
  secrets: z.array(plainText).default([]),
  files: z.array(plainText).default([]),
});

/** The keys of a client's settings, to be spread into the schema of whatever has them beside its own. */
export const httpClientFields = {
  basic_auth: z
    .strictObject({
      username: plainText.optional(),
      username_file: plainText.optional(),
      password: plainText.optional(),
      password_file: plainText.optional(),
    })
    .optional(),
  authorization: z
    .strictObject({
      type: plainText.default('Bearer'),
      credentials: plainText.optional(),
      credentials_file: plainText.optional(),
    })
    .optional(),
  bearer_token: plainText.optional(),
  bearer_token_file: plainText.optional(),
  oauth2: z
    .strictObject({
      client_id: plainText,
      client_secret: plainText.optional(),
      client_secret_file: plainText.optional(),
      scopes: z.array(plainText).default([]),
      token_url: plainText,
      endpoint_params: z.record(z.string(), plainText).default({}),
      tls_config: tlsConfig.optional(),
      ...proxyFields,
    })
    .optional(),
  tls_config: tlsConfig.optional(),
  follow_redirects: z.boolean().default(true),
  enable_http2: z.boolean().default(true),
  http_headers: z.record(z.string(), secretValues).optional(),
  ...proxyFields,
};

/** A client's settings where they stand alone (`http_config`). */
export const httpClientSchema = z.strictObject(httpClientFields);

export type HttpClientFields = z.output<typeof httpClientSchema>;

/** What is wrong in the combination of a client's settings, if anything: for `superRefine`. */
export function httpClientProblem(given: HttpClientFields): string | undefined {
  const { basic_auth, authorization, oauth2, bearer_token, bearer_token_file } = given;
  const ways = [basic_auth, authorization, oauth2, bearer_token, bearer_token_file].filter((way) => way !== undefined);
  if (ways.length > 1)
    return 'at most one of basic_auth, authorization, oauth2, bearer_token and bearer_token_file may be given';
  for (const [inline, file, names] of [
    [basic_auth?.username, basic_auth?.username_file, 'basic_auth.username and basic_auth.username_file'],
    [basic_auth?.password, basic_auth?.password_file, 'basic_auth.password and basic_auth.password_file'],
    [authorization?.credentials, authorization?.credentials_file, 'authorization.credentials and credentials_file'],
    [oauth2?.client_secret, oauth2?.client_secret_file, 'oauth2.client_secret and oauth2.client_secret_file'],
  ]) {
    if (inline !== undefined && file !== undefined) return `at most one of ${names} may be given`;
  }
  if (authorization?.type.trim().toLowerCase() === 'basic')
    return 'authorization.type cannot be "basic", use basic_auth instead';
  if (given.proxy_from_environment && (given.proxy_url !== undefined || given.no_proxy !== undefined))
    return 'proxy_from_environment goes with neither proxy_url nor no_proxy';
  if (given.no_proxy !== undefined && given.proxy_url === undefined) return 'no_proxy needs proxy_url';
  return undefined;
}

/** The settings as the client takes them; files are relative to `directory`. */
export function toHttpClient(given: HttpClientFields, directory: string): HttpClientConfig {
  const secret = secretIn(directory);
  const { basic_auth, authorization, oauth2, bearer_token, bearer_token_file, http_headers, tls_config } = given;
  const bearer = secret(bearer_token, bearer_token_file);
  const credentials = secret(authorization?.credentials, authorization?.credentials_file);
  const username = secret(basic_auth?.username, basic_auth?.username_file);
  const password = secret(basic_auth?.password, basic_auth?.password_file);
  const proxy = proxyOf(given);
  return {
    ...(basic_auth !== undefined && {
      basicAuth: { ...(username !== undefined && { username }), ...(password !== undefined && { password }) },
    }),
    ...(credentials !== undefined && { authorization: { type: authorization!.type.trim(), credentials } }),
    ...(bearer !== undefined && { authorization: { type: 'Bearer', credentials: bearer } }),
    ...(oauth2 !== undefined && { oauth2: oauth2Of(oauth2, directory) }),
    ...(tls_config !== undefined && { tls: toTls(tls_config, directory) }),
    ...(proxy !== undefined && { proxy }),
    ...(http_headers !== undefined && {
      headers: Object.entries(http_headers).map(([name, { values, secrets, files }]) => ({
        name,
        values: [...values, ...secrets]
          .map((text): Secret => ({ text }))
          .concat(files.map((file) => ({ file: resolve(directory, file) }))),
      })),
    }),
    followRedirects: given.follow_redirects,
    http2: given.enable_http2,
  };
}

/** A `tls_config` as the client takes it. */
export function toTls(given: z.output<typeof tlsConfig>, directory: string): TlsConfig {
  const secret = secretIn(directory);
  const [ca, cert, key] = [
    secret(given.ca, given.ca_file),
    secret(given.cert, given.cert_file),
    secret(given.key, given.key_file),
  ];
  return {
    ...(ca !== undefined && { ca }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    ...(given.server_name !== undefined && { serverName: given.server_name }),
    insecureSkipVerify: given.insecure_skip_verify,
    ...(given.min_version !== undefined && { minVersion: TLS_VERSIONS[given.min_version] }),
    ...(given.max_version !== undefined && { maxVersion: TLS_VERSIONS[given.max_version] }),
  };
}

/** A secret that stands in the file or in another one, whose path is relative to `directory`. */
export const secretIn =
  (directory: string) =>
  (text: string | undefined, file: string | undefined): Secret | undefined => {
    if (file !== undefined && file !== '') return { file: resolve(directory, file) };
    return text === undefined || text === '' ? undefined : { text };
  };

function oauth2Of(given: NonNullable<HttpClientFields['oauth2']>, directory: string): OAuth2Config {
  const proxy = proxyOf(given);
  return {
    clientId: given.client_id,
    clientSecret: secretIn(directory)(given.client_secret, given.client_secret_file) ?? { text: '' },
    scopes: given.scopes,
    tokenUrl: given.token_url,
    endpointParams: given.endpoint_params,
    ...(given.tls_config !== undefined && { tls: toTls(given.tls_config, directory) }),
    ...(proxy !== undefined && { proxy }),
  };
}

function proxyOf(
  given: Pick<HttpClientFields, 'proxy_url' | 'no_proxy' | 'proxy_from_environment' | 'proxy_connect_header'>,
): ProxyConfig | undefined {
  const { proxy_url, no_proxy, proxy_from_environment, proxy_connect_header } = given;
  if (proxy_url === undefined && !proxy_from_environment) return undefined;
  return {
    ...(proxy_url !== undefined && { url: proxy_url }),
    ...(no_proxy !== undefined && { noProxy: no_proxy }),
    fromEnvironment: proxy_from_environment,
    ...(proxy_connect_header !== undefined && {
      connectHeaders: Object.fromEntries(
        Object.entries(proxy_connect_header).map(([name, values]) => [name, [values].flat().map((text) => ({ text }))]),
      ),
    }),
  };
}
