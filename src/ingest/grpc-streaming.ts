import type { ServerWritableStream, ServiceError } from '@grpc/grpc-js';
import { type GrpcService, sameBytes, textEntries } from './grpc-messages.js';

/** A method with one request and a stream of answers. */
export interface StreamingMethod {
  /** `/package.Service/Method` */
  readonly path: `/${string}/${string}`;
  /** `headers`: the entries of the call's metadata that are text. `signal` is aborted when the caller goes. */
  readonly answers: (
    request: Buffer,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ) => AsyncIterable<Uint8Array>;
  /** What the caller gets for an error of `answers`. */
  readonly failure: (thrown: unknown) => Partial<ServiceError>;
}

/** A service of one method whose messages stay bytes. The next answer is made when the caller has taken the last. */
export function streamingService({ path, answers, failure }: StreamingMethod): GrpcService {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const handle = async (call: ServerWritableStream<Buffer, Uint8Array>): Promise<void> => {
    const gone = new AbortController();
    call.on('cancelled', () => gone.abort());
    // Whoever went is not written to.
    call.on('error', () => gone.abort());
    try {
      for await (const answer of answers(call.request, textEntries(call.metadata), gone.signal)) {
        if (gone.signal.aborted) return;
        if (!call.write(answer)) await drained(call, gone.signal);
      }
      call.end();
    } catch (error) {
      if (!gone.signal.aborted) call.emit('error', failure(error));
    }
  };
  const method = { path, requestStream: false, responseStream: true, ...sameBytes };
  return { definition: { [name]: method }, implementation: { [name]: handle } };
}

/** Resolves when there is room for a further answer, or when nobody waits for it any more. */
function drained(call: ServerWritableStream<Buffer, Uint8Array>, gone: AbortSignal): Promise<void> {
  if (gone.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      call.off('drain', done);
      gone.removeEventListener('abort', done);
      resolve();
    };
    call.on('drain', done);
    gone.addEventListener('abort', done);
  });
}
