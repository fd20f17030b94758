import { Client, credentials, type ServiceError } from '@grpc/grpc-js';
import type { TestServer } from './server.js';

const EXPORT_TRACES = '/opentelemetry.proto.collector.trace.v1.TraceService/Export';

/** A gRPC client of one port that sends and receives bytes. */
export class GrpcSender {
  private readonly client: Client;

  constructor(
    server: TestServer,
    dialect: 'otlpGrpc' | 'jaegerGrpc' = 'otlpGrpc',
    private readonly method = EXPORT_TRACES,
    options: Readonly<Record<string, number>> = {},
  ) {
    this.client = new Client(`127.0.0.1:${server.port(dialect)}`, credentials.createInsecure(), {
      'grpc.enable_retries': 0,
      'grpc.max_send_message_length': -1,
      ...options,
    });
  }

  connected(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.client.waitForReady(Date.now() + 20_000, (error) => (error === undefined ? resolve() : reject(error)));
    });
  }

  /** The error of a call, or undefined where it succeeded. */
  send(message: Uint8Array): Promise<ServiceError | undefined> {
    return new Promise((resolve) => {
      this.client.makeUnaryRequest(this.method, bytes, bytes, Buffer.from(message), (error) =>
        resolve(error ?? undefined),
      );
    });
  }

  close(): void {
    this.client.close();
  }
}

const bytes = (message: Buffer): Buffer => message;
