import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { GrpcServer } from '../ingest/grpc-server.js';
import { acceptUpgrades } from './http-upgrades.js';
import { divertHttp2 } from './http2-preface.js';
import { portOf } from './listeners.js';

/** Requests whose sending may take so long, ms: slow bodies end here. */
const REQUEST_TIMEOUT = 60_000;
/** How long requests under way may go on once the port is closed, ms. */
const GRACE = 5_000;

/**
 * A port that is taken before there is anything behind it: until `serve` it answers 503 with the reason, so that who
 * starts at the same time learns why, and a port that is in use is known before the store is opened.
 */
export class HttpPort {
  private readonly server: Server;
  private handle: RequestListener;
  private app: FastifyInstance | undefined;
  private grpc: GrpcServer | undefined;
  private readonly endSilent: () => void;
  private readonly underWay = new Set<ServerResponse>();
  private closing = false;

  constructor(notReady: () => string) {
    this.handle = (_request: IncomingMessage, response: ServerResponse) => {
      response
        .writeHead(503, { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '1' })
        .end(`${notReady()}\n`);
    };
    const serve: RequestListener = (request, response) => {
      this.underWay.add(response);
      response.once('close', () => this.underWay.delete(response));
      if (this.closing) endConnection(response);
      this.handle(request, response);
    };
    this.server = createServer({ requestTimeout: REQUEST_TIMEOUT, keepAliveTimeout: 75_000 }, serve);
    acceptUpgrades(this.server, (request, response) => this.handle(request, response));
    this.endSilent = divertHttp2(this.server, REQUEST_TIMEOUT, (connection) => {
      if (this.grpc === undefined) connection.destroy();
      else this.grpc.take(connection);
    });
  }

  /** Binds; resolves with the port that was taken. */
  listen(port: number, host: string): Promise<number> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, host, () => {
        this.server.off('error', reject);
        resolve(portOf(this.server.address()));
      });
    });
  }

  /** From now on `app` answers, and `grpc` those who speak HTTP/2. */
  async serve(app: FastifyInstance, grpc?: GrpcServer): Promise<void> {
    await app.ready();
    this.grpc = grpc;
    this.app = app;
    this.handle = app.routing;
  }

  /** Accepts no more, lets requests under way finish for a while, then cuts them off. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.closing = true;
    this.server.closeIdleConnections();
    this.endSilent();
    const calls = this.grpc?.stop();
    for (const response of this.underWay) endConnection(response);
    const cut = setTimeout(() => this.server.closeAllConnections(), GRACE);
    await Promise.all([closed, calls]);
    clearTimeout(cut);
    await this.app?.close();
  }
}

/** Its connection closes with this answer, rather than stay for a next request that nobody would answer. */
function endConnection(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('connection', 'close');
}
