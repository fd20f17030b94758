import type { Socket } from 'node:net';
import { type ConnectionInjector, Server, ServerCredentials, type ServerDuplexStream, status } from '@grpc/grpc-js';
import type { GrpcService } from './grpc-messages.js';

export interface GrpcServerOptions {
  readonly services: readonly GrpcService[];
  /** Bytes that one message may have, compressed and after decompression. */
  readonly maxMessageBytes: number;
  /** What to tell who calls a method that is not served here: which dialect the port speaks and where others are. */
  readonly hint: string;
}

/** Milliseconds that calls under way have to end when the server stops. */
const STOP_GRACE_MS = 5_000;

/** A gRPC server of one port, or of connections that another server of that port hands over. */
export class GrpcServer {
  private readonly server: Server;
  private handedOver: ConnectionInjector | undefined;

  constructor({ services, maxMessageBytes, hint }: GrpcServerOptions) {
    this.server = new Server({
      'grpc.max_receive_message_length': maxMessageBytes,
      'grpc.max_concurrent_streams': 1000,
    });
    for (const { definition, implementation } of services) this.server.addService(definition, implementation);
    answerUnknownMethods(this.server, hint);
  }

  /** Listens and gives the port (for port 0, the one that was free). Rejects when the port is taken. */
  start(host: string, port: number): Promise<number> {
    const address = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
    return new Promise((resolve, reject) => {
      this.server.bindAsync(address, ServerCredentials.createInsecure(), (error, bound) => {
        if (error === null) resolve(bound);
        else reject(error);
      });
    });
  }

  /** Serves a connection that begins with the preface of HTTP/2, none of which was read. */
  take(connection: Socket): void {
    this.handedOver ??= this.server.createConnectionInjector(ServerCredentials.createInsecure());
    this.handedOver.injectConnection(connection);
  }

  /** Takes no more calls, lets those under way end, and cuts them off after a grace period. */
  stop(): Promise<void> {
    return new Promise((resolve) => {
      const cutOff = setTimeout(() => this.server.forceShutdown(), STOP_GRACE_MS);
      this.server.tryShutdown(() => {
        clearTimeout(cutOff);
        resolve();
      });
    });
  }
}

/**
 * Makes `server` answer UNIMPLEMENTED with `hint` to methods that nobody serves. grpc-js has no hook for these, so the
 * table that it looks methods up in gets a last resort; a test notices if that table moves.
 */
function answerUnknownMethods(server: Server, hint: string): void {
  const { handlers } = server as unknown as { handlers: Map<string, object> };
  const served = handlers.get.bind(handlers);
  handlers.get = (path) =>
    served(path) ?? {
      path,
      type: 'bidi',
      serialize: identity,
      deserialize: identity,
      func: (call: ServerDuplexStream<Buffer, Buffer>) =>
        call.emit('error', { code: status.UNIMPLEMENTED, details: `${path} is not served here: ${hint}` }),
    };
}

const identity = (bytes: Buffer): Buffer => bytes;
