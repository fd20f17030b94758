import Fastify from 'fastify';
import { otlpGrpcServer } from '../../src/ingest/otlp/grpc.js';
import { otlpHttpReceiver } from '../../src/ingest/otlp/http.js';
import type { OtlpSignal } from '../../src/ingest/otlp/signal.js';
import type { ReceiverContext } from '../../src/ingest/receiver.js';

/** Where a signal is taken, as exporters want it said. */
export interface OtlpPorts {
  readonly httpUrl: string;
  readonly grpcUrl: string;
  close(): Promise<void>;
}

/** Opens OTLP over HTTP and over gRPC for one signal, each on a free port of loopback. */
export async function openOtlpPorts(signal: OtlpSignal, context: ReceiverContext): Promise<OtlpPorts> {
  const http = Fastify();
  await http.register(otlpHttpReceiver, { signals: [signal], context });
  const grpc = otlpGrpcServer([signal], context);
  return {
    httpUrl: `${await http.listen({ host: '127.0.0.1', port: 0 })}${signal.path}`,
    grpcUrl: `http://127.0.0.1:${await grpc.start('127.0.0.1', 0)}`,
    async close() {
      await grpc.stop();
      await http.close();
    },
  };
}
