import type { Metadata, ServiceDefinition, UntypedServiceImplementation } from '@grpc/grpc-js';

/** A service to be added to a gRPC server. */
export interface GrpcService {
  readonly definition: ServiceDefinition;
  readonly implementation: UntypedServiceImplementation;
}

const bytes = (message: Uint8Array): Buffer => Buffer.from(message.buffer, message.byteOffset, message.byteLength);

/** Messages stay bytes: our own decoders read them. */
export const sameBytes = {
  requestSerialize: bytes,
  requestDeserialize: bytes,
  responseSerialize: bytes,
  responseDeserialize: bytes,
};

/** The entries of a call's metadata that are text. */
export function textEntries(metadata: Metadata): Record<string, string> {
  const entries: Record<string, string> = {};
  for (const [name, value] of Object.entries(metadata.getMap())) if (typeof value === 'string') entries[name] = value;
  return entries;
}
