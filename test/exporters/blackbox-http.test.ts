import { createServer, type RequestListener, type Server } from 'node:http';
import { createSecureServer } from 'node:http2';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { selfSigned } from '../support/self-signed.js';
import { probeWith } from './blackbox-modules.js';
import { labelsOfSeries, valueOfSeries } from './families.js';
import { freePort } from './free-port.js';

const servers: Pick<Server, 'close' | 'closeAllConnections'>[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections?.();
  }
});

async function serving(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push(server);
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function servingSecured(isHttp2: boolean) {
  const own = await selfSigned();
  const listener = (request: { httpVersion: string }, response: { end(text: string): unknown }) =>
    response.end(`HTTP ${request.httpVersion}`);
  const server = isHttp2 ? createSecureServer(own, listener) : createTlsServer(own, listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push(server as unknown as Server);
  return `https://localhost:${(server.address() as AddressInfo).port}`;
}

const hello: RequestListener = (_, response) => {
  response
    .setHeader('x-kind', 'greeting')
    .setHeader('last-modified', 'Thu, 01 Jan 1970 00:01:40 GMT')
    .end('hello world');
};

describe('an HTTP probe', () => {
  it('shows what it measured', async () => {
    const { isSuccess, families, log } = await probeWith('{prober: http}', await serving(hello));
    const value = (name: string, labels = {}) => valueOfSeries(families, name, labels);
    expect(isSuccess, log.join('\n')).toBe(true);
    expect(value('probe_success')).toBe(1);
    expect(value('probe_http_status_code')).toBe(200);
    expect(value('probe_http_version')).toBe(1.1);
    expect(value('probe_http_content_length')).toBe(11);
    expect(value('probe_http_uncompressed_body_length')).toBe(11);
    expect(value('probe_http_redirects')).toBe(0);
    expect(value('probe_http_ssl')).toBe(0);
    expect(value('probe_http_last_modified_timestamp_seconds')).toBe(100);
    expect(value('probe_ip_protocol')).toBe(4);
    expect(value('probe_ip_addr_hash')).toBe(0xdaaf40ed);
    expect(value('probe_failed_due_to_regex')).toBe(0);
    expect(value('probe_dns_lookup_time_seconds')).toBeGreaterThanOrEqual(0);
    for (const phase of ['resolve', 'connect', 'tls', 'processing', 'transfer'])
      expect(value('probe_http_duration_seconds', { phase })).toBeGreaterThanOrEqual(0);
    expect(value('probe_duration_seconds')).toBeGreaterThan(0);
  });

  it.each([
    ['{fail_if_body_matches_regexp: [wor.d]}', false, 1],
    ['{fail_if_body_not_matches_regexp: [wor.d, moon]}', false, 1],
    ['{fail_if_body_not_matches_regexp: [wor.d]}', true, 0],
    ['{fail_if_header_matches: [{header: X-Kind, regexp: greet}]}', false, 1],
    ['{fail_if_header_matches: [{header: X-None, regexp: greet}]}', false, 1],
    ['{fail_if_header_matches: [{header: X-None, regexp: greet, allow_missing: true}]}', true, 0],
    ['{fail_if_header_not_matches: [{header: X-Kind, regexp: bye}]}', false, 1],
    ['{fail_if_not_ssl: true}', false, 0],
    ['{valid_status_codes: [201]}', false, 0],
    ['{valid_http_versions: [HTTP/2.0]}', false, 0],
    ['{body_size_limit: 5B}', false, 0],
  ])('%s', async (http, isSuccess, byRegex) => {
    const outcome = await probeWith(`{prober: http, http: ${http}}`, await serving(hello));
    expect(outcome.isSuccess, outcome.log.join('\n')).toBe(isSuccess);
    expect(valueOfSeries(outcome.families, 'probe_failed_due_to_regex')).toBe(byRegex);
  });

  it('sends its method, headers, body and credentials, and reads a compressed answer', async () => {
    let seen = '';
    const url = await serving(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      const { host, 'x-a': own, authorization } = request.headers;
      seen = [request.method, host, own, authorization, body].join(' ');
      response.setHeader('content-encoding', 'gzip').end(gzipSync('zipped text'));
    });
    const options = `{method: POST, headers: {Host: shop.example, X-A: b}, body: ping, compression: gzip,
      basic_auth: {username: u, password: p}, fail_if_body_not_matches_regexp: [zipped text]}`;
    const { isSuccess, families, log } = await probeWith(`{prober: http, http: ${options}}`, url);
    expect(isSuccess, log.join('\n')).toBe(true);
    expect(seen).toBe('POST shop.example b Basic dTpw ping');
    expect(valueOfSeries(families, 'probe_http_uncompressed_body_length')).toBe(11);
    expect(log.join('\n')).not.toContain('dTpw');
  });

  it('follows redirects, or not, and not for ever; credentials stay at home', async () => {
    let seen: string | undefined = 'nothing';
    const other = await serving((request, response) => {
      seen = request.headers.authorization;
      response.end('there');
    });
    const url = await serving((request, response) => {
      response.writeHead(302, { location: request.url === '/loop' ? '/loop' : other }).end();
    });
    const followed = await probeWith('{prober: http, http: {bearer_token: t}}', url);
    expect(followed.isSuccess, followed.log.join('\n')).toBe(true);
    expect(valueOfSeries(followed.families, 'probe_http_redirects')).toBe(1);
    expect(seen).toBeUndefined();
    const here = await probeWith('{prober: http, http: {follow_redirects: false, valid_status_codes: [302]}}', url);
    expect(here.isSuccess).toBe(true);
    const loop = await probeWith('{prober: http}', `${url}/loop`);
    expect(loop.isSuccess).toBe(false);
    expect(loop.log.join('\n')).toContain('stopped after 10 redirects');
  });

  it.each([
    [true, 2],
    [false, 1.1],
  ])('sees certificates; HTTP/2: %s', async (isHttp2, version) => {
    const url = await servingSecured(isHttp2);
    const refused = await probeWith('{prober: http}', url);
    expect(refused.isSuccess).toBe(false);
    expect(refused.log.join('\n')).toContain('certificate signed by unknown authority');
    const { isSuccess, families, log } = await probeWith(
      '{prober: http, http: {tls_config: {insecure_skip_verify: true}, fail_if_not_ssl: true}}',
      url,
    );
    expect(isSuccess, log.join('\n')).toBe(true);
    expect(valueOfSeries(families, 'probe_http_version')).toBe(version);
    expect(valueOfSeries(families, 'probe_http_ssl')).toBe(1);
    const inTwoDays = Date.now() / 1000 + 2 * 86_400;
    expect(Math.abs(valueOfSeries(families, 'probe_ssl_earliest_cert_expiry')! - inTwoDays)).toBeLessThan(600);
    expect(labelsOfSeries(families, 'probe_ssl_last_chain_info')).toMatchObject({
      subject: 'CN=localhost',
      subjectalternative: 'localhost',
    });
    expect(labelsOfSeries(families, 'probe_tls_version_info')).toEqual({ version: 'TLS 1.3' });
    expect(valueOfSeries(families, 'probe_http_duration_seconds', { phase: 'tls' })).toBeGreaterThan(0);
  });

  it('goes through a proxy', async () => {
    const proxy = await serving((request, response) => response.end(`by proxy: ${request.url}`));
    const options = `{proxy_url: "${proxy}", fail_if_body_not_matches_regexp: ["by proxy: http://nowhere.invalid/x"]}`;
    const { isSuccess, log } = await probeWith(`{prober: http, http: ${options}}`, 'http://nowhere.invalid/x');
    expect(isSuccess, log.join('\n')).toBe(true);
  });

  it('fails where nobody listens, answers, or ends', async () => {
    expect((await probeWith('{prober: http}', `127.0.0.1:${await freePort()}`)).log.join('\n')).toContain('refused');
    expect((await probeWith('{prober: http}', 'http://[')).log.join('\n')).toContain('the target is not a URL');
    const silent = await probeWith('{prober: http}', await serving(() => {}), 100);
    expect(silent.isSuccess).toBe(false);
    expect(silent.log.join('\n')).toContain('deadline exceeded');
    const endless = await serving((_, response) => {
      const more = () => {
        while (response.write('x'.repeat(10_000)));
      };
      response.on('drain', more);
      more();
    });
    const outcome = await probeWith('{prober: http, http: {body_size_limit: 1MB}}', endless);
    expect(outcome.log.join('\n')).toContain('the body is larger than');
  });
});
