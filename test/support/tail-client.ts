import WebSocket from 'ws';

/** An entry as a tail tells it. */
export interface TailedEntry {
  readonly stream: Readonly<Record<string, string>>;
  readonly ns: bigint;
  readonly line: string;
}

interface Frame {
  readonly streams: readonly { readonly stream: Record<string, string>; readonly values: [string, string][] }[];
  readonly dropped_entries: readonly { readonly labels: Record<string, string>; readonly timestamp: string }[];
}

/** A client of `/loki/api/v1/tail` that keeps what it is told. */
export class TailClient {
  readonly entries: TailedEntry[] = [];
  /** Times of the entries that it was told it lost. */
  readonly dropped: bigint[] = [];
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
  private readonly onFrame: ((client: TailClient) => void)[] = [];

  private constructor(readonly socket: WebSocket) {
    this.closed = new Promise((resolve) =>
      socket.once('close', (code, reason) => resolve({ code, reason: reason.toString() })),
    );
    socket.on('error', () => undefined);
    socket.on('message', (data) => {
      const { streams, dropped_entries: dropped } = JSON.parse(data.toString()) as Frame;
      for (const { stream, values } of streams) {
        for (const [ns, line] of values) this.entries.push({ stream, ns: BigInt(ns), line });
      }
      for (const { timestamp } of dropped) this.dropped.push(BigInt(timestamp));
      for (const told of this.onFrame) told(this);
    });
  }

  /** Resolves when the server follows; rejects with status and text where it refuses. `loki`: `127.0.0.1:3100`. */
  static open(
    loki: string,
    parameters: Record<string, string>,
    headers: Record<string, string> = {},
  ): Promise<TailClient> {
    const socket = new WebSocket(`ws://${loki}/loki/api/v1/tail?${new URLSearchParams(parameters)}`, { headers });
    const client = new TailClient(socket);
    return new Promise((resolve, reject) => {
      socket.once('open', () => resolve(client));
      socket.once('error', reject);
      socket.once('unexpected-response', (_, response) => {
        let text = '';
        response.on('data', (chunk) => {
          text += chunk;
        });
        response.on('end', () => {
          reject(new Error(`${response.statusCode} ${text.trim()}`));
          socket.terminate();
        });
      });
    });
  }

  /** Resolves when what it was told suffices. */
  until(suffices: (client: TailClient) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (suffices(this)) resolve();
      };
      this.onFrame.push(look);
      look();
    });
  }

  get lines(): string[] {
    return this.entries.map(({ line }) => line);
  }

  async close(): Promise<void> {
    this.socket.terminate();
    await this.closed;
  }
}
