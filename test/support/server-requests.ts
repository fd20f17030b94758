import { Agent, type Dispatcher, request } from 'undici';
import type { TestServer } from './server.js';

/** What a server answered. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** How each kind of body is sent: the receivers that the reliability tests speak to. */
export const RECEIVERS = {
  lokiProtobuf: { dialect: 'loki', path: '/loki/api/v1/push', type: 'application/x-protobuf' },
  lokiJson: { dialect: 'loki', path: '/loki/api/v1/push', type: 'application/json' },
  remoteWrite: {
    dialect: 'prometheus',
    path: '/api/v1/write',
    type: 'application/x-protobuf',
    encoding: 'snappy',
  },
  otlpTraces: { dialect: 'otlpHttp', path: '/v1/traces', type: 'application/x-protobuf' },
} as const;

export type ReceiverName = keyof typeof RECEIVERS;

export interface PostOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly dispatcher?: Dispatcher;
}

/** Posts a body as the receiver's usual senders do. Rejects when the connection breaks. */
export function post(
  server: TestServer,
  receiver: ReceiverName,
  body: Uint8Array,
  { headers = {}, dispatcher }: PostOptions = {},
): Promise<Answer> {
  const { dialect, path, type, ...rest } = RECEIVERS[receiver];
  const encoding: Record<string, string> = 'encoding' in rest ? { 'content-encoding': rest.encoding } : {};
  return send(server.url(dialect, path), body, { 'content-type': type, ...encoding, ...headers }, dispatcher);
}

export async function send(
  url: string,
  body: Uint8Array,
  headers: Readonly<Record<string, string>>,
  dispatcher: Dispatcher = connections,
): Promise<Answer> {
  const answer = await request(url, { method: 'POST', body: Buffer.from(body), headers, dispatcher });
  return {
    status: answer.statusCode,
    headers: answer.headers,
    body: Buffer.from(await answer.body.arrayBuffer()),
  };
}

/** GETs and parses JSON; throws on any status but 200. */
export async function getJson<T>(url: string): Promise<T> {
  const answer = await request(url, { dispatcher: connections });
  const text = await answer.body.text();
  if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode} ${text}`);
  return JSON.parse(text) as T;
}

/** Waits as long as a loaded machine may take. */
const connections = new Agent({ headersTimeout: 60_000, bodyTimeout: 60_000, connections: 64 });
