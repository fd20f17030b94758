import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ApiRequest {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
}

/** What a path answers: a value as JSON, or whatever is done with the response. */
export type ApiRoute = { readonly json: unknown } | ((request: ApiRequest, response: ServerResponse) => void);

/** An API that answers what was recorded of a real one, by path; other paths are 404. Ends with `stop`. */
export class RecordedApi {
  readonly requests: ApiRequest[] = [];

  private constructor(
    private readonly server: Server,
    readonly routes: Map<string, ApiRoute>,
  ) {}

  /** On a port of the loopback, or on a Unix socket. */
  static async start(routes: Readonly<Record<string, ApiRoute>>, socket?: string): Promise<RecordedApi> {
    const server = createServer((incoming, response) => {
      const { pathname, searchParams } = new URL(incoming.url!, 'http://api');
      const request = { path: pathname, query: searchParams, headers: incoming.headers };
      api.requests.push(request);
      api.answer(request, response);
    });
    const api = new RecordedApi(server, new Map(Object.entries(routes)));
    if (socket === undefined) server.listen(0, '127.0.0.1');
    else server.listen(socket);
    await once(server, 'listening');
    return api;
  }

  get url(): string {
    return `http://${this.host}`;
  }

  get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** What was asked at `path`. */
  asked(path: string): ApiRequest[] {
    return this.requests.filter((request) => request.path === path);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private answer(request: ApiRequest, response: ServerResponse): void {
    const route = this.routes.get(request.path);
    if (route === undefined) response.writeHead(404).end('page not found');
    else if (typeof route === 'function') route(request, response);
    else answerJson(response, route.json);
  }
}

export function answerJson(response: ServerResponse, value: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
}
