import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { QuartetError, toQuartetError } from '../../model/errors.js';
import { answers, insertTarget, readStatement } from './child-form.js';
import { toException } from './clickhouse-error.js';
import type { EmbeddedEngine } from './embedded.js';
import { DEDUPLICATION_TOKEN } from './insert-settings.js';
import { MAX_TIMER } from './lane.js';

/**
 * ClickHouse's HTTP interface (https://clickhouse.com/docs/interfaces/http) in front of an embedded engine, as far as a
 * client needs it: `/ping`, statements with parameters in address or form, answers in Native as a stream, inserts of
 * Native, errors with X-ClickHouse-Exception-Code and in mid-stream. Sessions, other formats and compression are not there.
 */
export function childServer(engine: EmbeddedEngine, password: string): Server {
  const server = createServer(
    { maxHeaderSize: 1 << 20, keepAliveTimeout: 60_000, requestTimeout: 0 },
    (request, response) => {
      serve(engine, password, request, response).catch((error: unknown) => refuse(response, toQuartetError(error)));
    },
  );
  return server;
}

async function serve(
  engine: EmbeddedEngine,
  password: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://engine');
  if (url.pathname === '/ping') {
    response.end('Ok.\n');
    return;
  }
  if (!authorized(request, password)) throw new QuartetError('unauthenticated', 'wrong user or password');
  const target = insertTarget(url.searchParams.get('query') ?? '');
  if (target !== undefined) {
    const token = url.searchParams.get(DEDUPLICATION_TOKEN) ?? undefined;
    await engine.insertInto(target, await readBody(request, MAX_INSERT_BYTES), token);
    response.end();
    return;
  }
  const body = Buffer.concat(await readBody(request, MAX_STATEMENT_BYTES));
  const { sql, params, ...limits } = readStatement(url.searchParams, request.headers['content-type'] ?? '', body);
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  if (answers(sql)) {
    const all = { timeoutMs: MAX_TIMER, maxMemory: 0, ...limits, signal: gone.signal };
    await send(response, engine.stream(sql, params, all));
  } else {
    await engine.run(sql, params, { ...limits, signal: gone.signal });
    response.end();
  }
}

/** The head goes out with the first piece, so that an error before it has a status of its own. */
async function send(response: ServerResponse, pieces: AsyncGenerator<Uint8Array>): Promise<void> {
  const tag = randomBytes(8).toString('hex');
  response.setHeader('Content-Type', 'application/octet-stream');
  response.setHeader('X-ClickHouse-Format', 'Native');
  response.setHeader('X-ClickHouse-Exception-Tag', tag);
  try {
    for await (const piece of pieces) {
      if (!response.write(piece)) await drained(response);
      if (response.destroyed) return;
    }
  } catch (error) {
    if (!response.headersSent) throw error;
    const { text } = toException(toQuartetError(error));
    const bytes = Buffer.byteLength(text);
    const note = `\r\n__exception__\r\n${tag}\r\n${text}\n${bytes + 1} ${tag}\r\n__exception__\r\n`;
    // Broken off without the last chunk, so that nobody takes it for a whole answer.
    response.write(note, () => response.destroy());
    return;
  }
  response.end();
}

/** Settles when more can be written, or nothing any more. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const settle = (): void => {
      response.off('drain', settle).off('close', settle);
      resolve();
    };
    response.once('drain', settle).once('close', settle);
  });
}

function refuse(response: ServerResponse, error: QuartetError): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const { code, text } = toException(error);
  response.statusCode = STATUS[error.code] ?? 500;
  response.setHeader('X-ClickHouse-Exception-Code', code);
  // What is left of the request's body would be taken for the next request.
  response.setHeader('Connection', 'close');
  response.end(`${text}\n`);
}

const STATUS: Readonly<Partial<Record<QuartetError['code'], number>>> = {
  invalid_argument: 400,
  unauthenticated: 403,
  too_large: 413,
  unavailable: 503,
  resource_exhausted: 503,
};

const MAX_STATEMENT_BYTES = 64 << 20;
const MAX_INSERT_BYTES = 1 << 30;

async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer[]> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new QuartetError('too_large', `a body over ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return chunks;
}

/** User `default` by Basic authentication or X-ClickHouse-Key. */
function authorized(request: IncomingMessage, password: string): boolean {
  const basic = /^Basic (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  const key = request.headers['x-clickhouse-key'];
  const given =
    basic === undefined
      ? String(key ?? '')
      : Buffer.from(basic, 'base64')
          .toString('utf8')
          .replace(/^default:/, '');
  const [a, b] = [Buffer.from(given), Buffer.from(password)];
  return a.length === b.length && timingSafeEqual(a, b);
}
