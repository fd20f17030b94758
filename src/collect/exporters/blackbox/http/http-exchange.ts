import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect as http2Connect, type IncomingHttpHeaders } from 'node:http2';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { basicHeader } from '../../../../lib/http-client/oauth2-token.js';
import { proxyFor } from '../../../../lib/http-client/proxy-choice.js';
import { readSecret } from '../../../../lib/http-client/secret.js';
import type { HttpProbe } from '../blackbox-module.js';
import { openSocket, secureSocket } from '../open-socket.js';
import type { ProbeRun } from '../probe-run.js';
import type { HttpAnswer, PhaseSeconds } from './http-answer.js';

export interface HttpRequest {
  readonly url: URL;
  /** Where the URL's host is; undefined: a proxy finds it. */
  readonly address: string | undefined;
  readonly method: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | undefined;
}

/** One request over a connection of its own, until the headers of the answer. Adds to `phases`. */
export async function exchange(
  run: ProbeRun,
  { client }: HttpProbe,
  request: HttpRequest,
  phases: PhaseSeconds,
): Promise<HttpAnswer> {
  const { url } = request;
  const isSecured = url.protocol === 'https:';
  const proxy = proxyFor(url, client.proxy, process.env);
  let socket = await timed(phases, 'connect', () => connectTo(run, request, proxy));
  if (isSecured) {
    if (proxy !== undefined) socket = await timed(phases, 'connect', () => tunnel(run, socket, url, proxy, client));
    const protocols = client.http2 ? ['h2', 'http/1.1'] : ['http/1.1'];
    const host = request.headers.host === undefined ? hostOf(url) : hostOf(new URL(`http://${request.headers.host}`));
    const secured = await timed(phases, 'tls', () => secureSocket(run, socket, host, client.tls, protocols));
    const send = secured.alpnProtocol === 'h2' ? sendHttp2 : sendHttp1;
    return timed(phases, 'processing', () => send(run, secured, request, url.pathname + url.search, secured));
  }
  const path = proxy === undefined ? url.pathname + url.search : `${url.origin}${url.pathname}${url.search}`;
  const headers = { ...request.headers, ...(proxy !== undefined && proxyAuthorization(proxy)) };
  return timed(phases, 'processing', () => sendHttp1(run, socket, { ...request, headers }, path, undefined));
}

export const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');

const portOf = (url: URL): number => Number(url.port || (url.protocol === 'https:' ? 443 : 80));

async function connectTo(run: ProbeRun, request: HttpRequest, proxy: string | undefined): Promise<Socket> {
  if (proxy === undefined) return openSocket(run, { address: request.address!, port: portOf(request.url) });
  const url = new URL(proxy);
  const socket = await openSocket(run, { address: hostOf(url), port: portOf(url) });
  return url.protocol === 'https:' ? secureSocket(run, socket, hostOf(url), undefined) : socket;
}

async function tunnel(
  run: ProbeRun,
  socket: Socket,
  url: URL,
  proxy: string,
  { proxy: config }: HttpProbe['client'],
): Promise<Socket> {
  const place = `${url.hostname}:${portOf(url)}`;
  const headers: Record<string, string> = { host: place, ...proxyAuthorization(proxy) };
  for (const [name, values] of Object.entries(config?.connectHeaders ?? {}))
    headers[name.toLowerCase()] = (await Promise.all(values.map(readSecret))).join(', ');
  const asked = httpRequest({ method: 'CONNECT', path: place, headers, createConnection: () => socket });
  asked.on('error', () => {});
  asked.end();
  const [answer] = (await run.bound(once(asked, 'connect'))) as [IncomingMessage];
  if (answer.statusCode !== 200) throw new Error(`the proxy answered ${answer.statusCode} to CONNECT`);
  return socket;
}

function proxyAuthorization(proxy: string): Record<string, string> {
  const { username, password } = new URL(proxy);
  if (username === '') return {};
  return { 'proxy-authorization': basicHeader(decodeURIComponent(username), decodeURIComponent(password)) };
}

async function sendHttp1(
  run: ProbeRun,
  socket: Socket,
  { method, headers, body, url }: HttpRequest,
  path: string,
  secured: TLSSocket | undefined,
): Promise<HttpAnswer> {
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  const asked = httpRequest({
    method,
    path,
    headers: { host: url.host, connection: 'close', ...length, ...headers },
    createConnection: () => socket,
    setHost: false,
  });
  asked.end(body);
  const [answer] = (await run.bound(once(asked, 'response'))) as [IncomingMessage];
  asked.on('error', () => {});
  return {
    status: answer.statusCode!,
    version: answer.httpVersion,
    headers: answer.headers,
    body: answer,
    secured,
  };
}

async function sendHttp2(
  run: ProbeRun,
  socket: Socket,
  { method, headers: given, body, url }: HttpRequest,
  path: string,
  secured: TLSSocket | undefined,
): Promise<HttpAnswer> {
  const session = http2Connect(url.origin, { createConnection: () => socket });
  session.on('error', () => {});
  const { host = url.host, ...headers } = given;
  const stream = session.request({
    ...headers,
    ':method': method,
    ':path': path,
    ':scheme': 'https',
    ':authority': host,
  });
  stream.once('close', () => session.destroy());
  stream.end(body);
  const [answered] = (await run.bound(once(stream, 'response'))) as [IncomingHttpHeaders & { ':status': number }];
  stream.on('error', () => {});
  return { status: answered[':status'], version: '2.0', headers: answered, body: stream, secured };
}

async function timed<T>(phases: PhaseSeconds, phase: keyof PhaseSeconds, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  try {
    return await work();
  } finally {
    phases[phase] += (performance.now() - started) / 1000;
  }
}
