import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Recorded {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

interface Answer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** A service that keeps what it is sent. */
export class RecordingServer {
  readonly requests: Recorded[] = [];
  /** Undefined: never answers. */
  answer: (request: Recorded) => Answer | undefined = () => ({});
  private server: Server | undefined;

  async start(): Promise<void> {
    const server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const { method = '', url: path = '', headers } = request;
        const recorded = { method, path, headers, body: Buffer.concat(parts).toString() };
        this.requests.push(recorded);
        const answer = this.answer(recorded);
        if (answer !== undefined) response.writeHead(answer.status ?? 200, answer.headers).end(answer.body ?? '');
      });
    });
    this.server = server;
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server!.address() as AddressInfo).port}`;
  }

  /** The bodies that came as JSON. */
  get bodies(): unknown[] {
    return this.requests.map(({ body }) => (body === '' ? undefined : JSON.parse(body)));
  }

  reset(): void {
    this.requests.length = 0;
    this.answer = () => ({});
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((done) => this.server?.close(done));
  }
}
