import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createSecureServer } from 'node:http2';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect, createServer as createTcpServer, type Server as TcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { selfSigned } from '../../../test/support/self-signed.js';
import { createHttpClient, type HttpClientOptions } from './create-http-client.js';
import type { ClientRequest, HttpClient } from './http-client.js';
import { type HttpClientConfig, PLAIN_HTTP } from './http-client-config.js';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function listening(server: TcpServer | Server, scheme = 'http'): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(() => {
    server.close();
    (server as Partial<Server>).closeAllConnections?.();
  });
  return `${scheme}://${scheme === 'http' ? '127.0.0.1' : 'localhost'}:${(server.address() as AddressInfo).port}`;
}

const serving = (listener: RequestListener) => listening(createServer(listener));

function clientOf(config: Partial<HttpClientConfig> = {}, options?: HttpClientOptions): HttpClient {
  const client = createHttpClient({ ...PLAIN_HTTP, ...config }, options);
  cleanups.push(() => client.close());
  return client;
}

const get = (url: string, more: Partial<ClientRequest> = {}): ClientRequest => ({
  method: 'GET',
  url,
  timeoutMs: 10_000,
  maxBodyBytes: 1_000_000,
  ...more,
});

const text = async (answer: Promise<{ body: Uint8Array }>) => Buffer.from((await answer).body).toString();

const tellHeader = (name: string) => (request: IncomingMessage, response: ServerResponse) =>
  response.end(String(request.headers[name]));

async function directory(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'quartet-client-'));
  cleanups.push(() => rm(path, { recursive: true }));
  return path;
}

describe('credentials', () => {
  it('sends a name and a password, and those of a URL', async () => {
    const url = await serving(tellHeader('authorization'));
    const client = clientOf({ basicAuth: { username: { text: 'ann' }, password: { text: 'sésame' } } });
    const sent = `Basic ${Buffer.from('ann:sésame').toString('base64')}`;
    expect(await text(client.request(get(url)))).toBe(sent);
    expect(await text(clientOf().request(get(url.replace('//', '//ann:s%C3%A9same@'))))).toBe(sent);
  });

  it('reads a token from its file each time', async () => {
    const file = join(await directory(), 'token');
    const url = await serving(tellHeader('authorization'));
    const client = clientOf({ authorization: { type: 'Bearer', credentials: { file } } });
    await expect(client.request(get(url))).rejects.toThrow(`unable to read file ${file}: ENOENT`);
    for (const token of ['one', 'two']) {
      await writeFile(file, `${token}\n`);
      expect(await text(client.request(get(url)))).toBe(`Bearer ${token}`);
    }
  });

  it('asks for an OAuth2 token once for many requests, and again when it has ended', async () => {
    let now = 0;
    const asked: string[] = [];
    const tokenUrl = await serving(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      asked.push(`${request.headers.authorization} ${body}`);
      response.end(JSON.stringify({ access_token: `t${asked.length}`, token_type: 'bearer', expires_in: 60 }));
    });
    const url = await serving(tellHeader('authorization'));
    const oauth2 = {
      clientId: 'id',
      clientSecret: { text: 'secret' },
      scopes: ['a', 'b'],
      tokenUrl,
      endpointParams: { audience: 'us' },
    };
    const client = clientOf({ oauth2 }, { now: () => now });
    const answers = [1, 2, 3].map(() => text(client.request(get(url))));
    expect(await Promise.all(answers)).toEqual(['Bearer t1', 'Bearer t1', 'Bearer t1']);
    now = 51_000;
    expect(await text(client.request(get(url)))).toBe('Bearer t2');
    const basic = Buffer.from('id:secret').toString('base64');
    expect(asked[0]).toBe(`Basic ${basic} grant_type=client_credentials&audience=us&scope=a+b`);
    expect(asked).toHaveLength(2);
  });

  it('tells that no token is given, without the secret', async () => {
    const tokenUrl = await serving((_, response) => response.writeHead(403).end('secret!'));
    const oauth2 = { clientId: 'id', clientSecret: { text: 'hush' }, scopes: [], tokenUrl, endpointParams: {} };
    const failed = clientOf({ oauth2 }).request(get('http://127.0.0.1:9/'));
    await expect(failed).rejects.toThrow(/^oauth2: cannot fetch token: 403 Forbidden$/);
  });

  it('sends the headers of the settings over those of the request', async () => {
    const url = await serving((request, response) => response.end(JSON.stringify(request.headers)));
    const client = clientOf(
      { headers: [{ name: 'X-Scope-OrgID', values: [{ text: 'a' }, { text: 'b' }] }] },
      { userAgent: 'us/1' },
    );
    const answer = client.request(get(url, { headers: { 'X-Scope-OrgID': 'c', Accept: 'text/plain' } }));
    expect(JSON.parse(await text(answer))).toMatchObject({
      'x-scope-orgid': 'a, b',
      accept: 'text/plain',
      'user-agent': 'us/1',
    });
  });
});

describe('TLS', () => {
  it('trusts what it is told to, as the files are now', async () => {
    const [old, own] = [await selfSigned(), await selfSigned()];
    const url = await listening(
      createTlsServer(own, (_, response) => response.end('secure')),
      'https',
    );
    await expect(clientOf().request(get(url))).rejects.toThrow('certificate signed by unknown authority');
    const file = join(await directory(), 'ca.pem');
    await writeFile(file, old.cert);
    const client = clientOf({ tls: { ca: { file }, insecureSkipVerify: false } });
    await expect(client.request(get(url))).rejects.toThrow('certificate');
    await writeFile(file, own.cert);
    expect(await text(client.request(get(url)))).toBe('secure');
    const careless = clientOf({ tls: { insecureSkipVerify: true } });
    expect(await text(careless.request(get(url.replace('localhost', '127.0.0.1'))))).toBe('secure');
  });

  it('holds the certificate against the server name', async () => {
    const own = await selfSigned();
    const url = (
      await listening(
        createTlsServer(own, (_, response) => response.end('secure')),
        'https',
      )
    ).replace('localhost', '127.0.0.1');
    const tls = { ca: { text: own.cert }, insecureSkipVerify: false };
    await expect(clientOf({ tls }).request(get(url))).rejects.toThrow('the certificate is for other names');
    expect(await text(clientOf({ tls: { ...tls, serverName: 'localhost' } }).request(get(url)))).toBe('secure');
  });

  it('shows its own certificate', async () => {
    const [server, client] = [await selfSigned(), await selfSigned()];
    const url = await listening(
      createTlsServer({ ...server, ca: client.cert, requestCert: true, rejectUnauthorized: true }, (_, response) =>
        response.end('known'),
      ),
      'https',
    );
    const tls = { ca: { text: server.cert }, insecureSkipVerify: false };
    await expect(clientOf({ tls }).request(get(url))).rejects.toThrow();
    const known = clientOf({ tls: { ...tls, cert: { text: client.cert }, key: { text: client.key } } });
    expect(await text(known.request(get(url)))).toBe('known');
  });

  it('speaks HTTP/2 where both do', async () => {
    const own = await selfSigned();
    const server = createSecureServer({ ...own, allowHTTP1: true }, (request, response) => {
      response.end(request.httpVersion);
    });
    const url = await listening(server, 'https');
    const tls = { ca: { text: own.cert }, insecureSkipVerify: false };
    expect(await text(clientOf({ tls }).request(get(url)))).toBe('2.0');
    expect(await text(clientOf({ tls, http2: false }).request(get(url)))).toBe('1.1');
  });
});

describe('proxies', () => {
  async function proxy(): Promise<{ url: string; seen: string[] }> {
    const seen: string[] = [];
    const server = createServer((request, response) => {
      seen.push(`${request.method} ${request.url} ${request.headers['proxy-authorization']}`);
      response.end('by proxy');
    });
    server.on('connect', (request, socket) => {
      seen.push(`CONNECT ${request.url} ${request.headers['x-way']}`);
      const upstream = connect(Number(request.url!.split(':')[1]), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        upstream.pipe(socket);
        socket.pipe(upstream);
      });
      upstream.on('error', () => socket.destroy());
      socket.on('error', () => upstream.destroy());
    });
    return { url: await listening(server), seen };
  }

  it('asks a proxy for plain HTTP with its name and password', async () => {
    const { url, seen } = await proxy();
    const client = clientOf({ proxy: { url: url.replace('//', '//u:p@'), fromEnvironment: false } });
    expect(await text(client.request(get('http://target.example:1234/metrics?a=b')))).toBe('by proxy');
    expect(seen).toEqual(['GET http://target.example:1234/metrics?a=b Basic dTpw']);
  });

  it('goes through it to a secure server', async () => {
    const { url, seen } = await proxy();
    const own = await selfSigned();
    const target = await listening(
      createTlsServer(own, (_, response) => response.end('through')),
      'https',
    );
    const client = clientOf({
      tls: { ca: { text: own.cert }, insecureSkipVerify: false },
      proxy: { url, fromEnvironment: false, connectHeaders: { 'X-Way': [{ text: 'here' }] } },
    });
    expect(await text(client.request(get(target)))).toBe('through');
    expect(seen).toEqual([`CONNECT ${target.slice('https://'.length)} here`]);
  });

  it('takes it from the environment', async () => {
    const { url } = await proxy();
    const environment = { http_proxy: url, NO_PROXY: 'direct.example' };
    const client = clientOf({ proxy: { fromEnvironment: true } }, { environment });
    expect(await text(client.request(get('http://target.example/')))).toBe('by proxy');
    await expect(client.request(get('http://direct.example.invalid/'))).resolves.toMatchObject({ status: 200 });
    await expect(client.request(get('http://127.0.0.1:9/'))).rejects.toThrow('connection refused');
  });
});

describe('redirects', () => {
  it('follows them, without credentials to another host', async () => {
    const other = await serving((request, response) =>
      response.end(`${request.method} ${request.headers.authorization} ${request.headers['x-key']}`),
    );
    const url = await serving((request, response) => {
      if (request.url === '/here') response.end(`${request.method} ${request.headers.authorization}`);
      else response.writeHead(302, { location: request.url === '/away' ? other : '/here' }).end();
    });
    const client = clientOf({
      authorization: { type: 'Bearer', credentials: { text: 't' } },
      headers: [{ name: 'x-key', values: [{ text: 'k' }] }],
    });
    expect(await text(client.request(get(url)))).toBe('GET Bearer t');
    expect(await text(client.request(get(`${url}/away`)))).toBe('GET undefined undefined');
    const posted = client.request(get(url, { method: 'POST', body: 'x', headers: { 'content-type': 'text/plain' } }));
    expect(await text(posted)).toBe('GET Bearer t');
  });

  it('ends a loop, leaves them where it is told to, and goes to no other kind of server', async () => {
    const url = await serving((request, response) =>
      response.writeHead(307, { location: request.url === '/file' ? 'file:///etc/passwd' : '/' }).end(),
    );
    await expect(clientOf().request(get(url))).rejects.toThrow(/^stopped after 10 redirects$/);
    await expect(clientOf().request(get(`${url}/file`))).rejects.toThrow('unsupported protocol scheme "file"');
    expect((await clientOf({ followRedirects: false }).request(get(url))).status).toBe(307);
  });
});

describe('bounds', () => {
  it('ends a server that says nothing, and one that goes on for ever', async () => {
    const silent = await listening(createTcpServer(() => {}));
    await expect(clientOf().request(get(silent, { timeoutMs: 50 }))).rejects.toThrow(/^context deadline exceeded$/);
    const endless = await serving((_, response) => {
      const more = () => response.write('x'.repeat(100), () => setTimeout(more, 5));
      more();
    });
    await expect(clientOf().request(get(endless, { timeoutMs: 100 }))).rejects.toThrow(/^context deadline exceeded$/);
  });

  it('takes no more than it may, compressed or not', async () => {
    const bomb = gzipSync(Buffer.alloc(20_000_000));
    const url = await serving((request, response) => {
      if (request.url === '/gzip') response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
      else response.end(Buffer.alloc(1_000_001));
    });
    const client = clientOf();
    await expect(client.request(get(url))).rejects.toThrow(/^body size limit exceeded$/);
    await expect(client.request(get(`${url}/gzip`))).rejects.toThrow(/^body size limit exceeded$/);
    const whole = await client.request(get(`${url}/gzip`, { maxBodyBytes: 20_000_000 }));
    expect(whole.body.length).toBe(20_000_000);
  });

  it.each([
    ['gzip', 'incorrect header check'],
    ['x-unknown', 'unsupported Content-Encoding "x-unknown"'],
  ])('tells of a body that is not %s', async (encoding, message) => {
    const url = await serving((_, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end('plain text'),
    );
    await expect(clientOf().request(get(url))).rejects.toThrow(message);
  });

  it('ends when its caller has enough', async () => {
    const caller = new AbortController();
    const silent = await listening(createTcpServer(() => caller.abort()));
    await expect(clientOf().request(get(silent, { signal: caller.signal }))).rejects.toThrow(/^context canceled$/);
  });

  it('tells as Go does why nobody answers', async () => {
    await expect(clientOf().request(get('http://127.0.0.1:9/'))).rejects.toThrow(
      'dial tcp 127.0.0.1:9: connect: connection refused',
    );
    const garbage = await listening(createTcpServer((socket) => socket.end('garbage\r\n\r\n')));
    await expect(clientOf().request(get(garbage))).rejects.toThrow('malformed HTTP response');
    const closing = await listening(createTcpServer((socket) => socket.once('data', () => socket.destroy())));
    await expect(clientOf().request(get(closing))).rejects.toThrow(/EOF|connection reset by peer/);
  });

  it('gives a body as it comes, and ends with its reader', async () => {
    let closed: () => void = () => {};
    const ended = new Promise<void>((resolve) => {
      closed = resolve;
    });
    const url = await serving((_, response) => {
      response.on('close', closed);
      response.write('first');
    });
    const answer = await clientOf().stream!(get(url, { timeoutMs: 5000 }));
    for await (const chunk of answer.body) {
      expect(Buffer.from(chunk).toString()).toBe('first');
      break;
    }
    await ended;
  });
});
