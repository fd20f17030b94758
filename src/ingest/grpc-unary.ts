import type { ServerUnaryCall, ServiceError, sendUnaryData } from '@grpc/grpc-js';
import { type GrpcService, sameBytes, textEntries } from './grpc-messages.js';

/** A method with one request and one answer. */
export interface UnaryMethod {
  /** `/package.Service/Method` */
  readonly path: `/${string}/${string}`;
  /** `headers`: the entries of the call's metadata that are text. */
  readonly answer: (request: Buffer, headers: Readonly<Record<string, string>>) => Uint8Array | Promise<Uint8Array>;
  /** What the caller gets for an error of `answer`. */
  readonly failure: (thrown: unknown) => Partial<ServiceError>;
}

/** A service of one method whose messages stay bytes: our decoders read them straight into columns. */
export function unaryService({ path, answer, failure }: UnaryMethod): GrpcService {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const method = { path, requestStream: false, responseStream: false, ...sameBytes };
  const handle = async (call: ServerUnaryCall<Buffer, Uint8Array>, done: sendUnaryData<Uint8Array>): Promise<void> => {
    try {
      done(null, await answer(call.request, textEntries(call.metadata)));
    } catch (error) {
      done(failure(error));
    }
  };
  return { definition: { [name]: method }, implementation: { [name]: handle } };
}
