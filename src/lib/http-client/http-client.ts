/** One request. */
export interface ClientRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** From its start to the last byte of the answer. */
  readonly timeoutMs: number;
  /** Bytes of the answer's body after decompression; more end the request with an error. */
  readonly maxBodyBytes: number;
  readonly signal?: AbortSignal;
}

/** An answer, whatever its status. */
export interface ClientAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Decompressed (gzip, deflate, zstd where asked for). */
  readonly body: Uint8Array;
}

/** An answer whose body goes on for as long as the server sends: a Kubernetes watch. */
export interface StreamedAnswer extends Omit<ClientAnswer, 'body'> {
  /** Decompressed, as it comes; ends with the answer. Whoever leaves it early closes the connection. */
  readonly body: AsyncIterable<Uint8Array>;
}

/**
 * Makes requests as an `HttpClientConfig` says. May be used at once by many. Rejects with an `Error` whose message names the
 * cause as a person would (`connection refused`, `context deadline exceeded`, `body size limit exceeded`, …), without secrets.
 */
export interface HttpClient {
  request(request: ClientRequest): Promise<ClientAnswer>;
  /**
   * As `request`, but resolves when the headers are there; `timeoutMs` is until then, `maxBodyBytes` bounds nothing, and the
   * signal ends the body too.
   */
  stream?(request: ClientRequest): Promise<StreamedAnswer>;
  /** Closes the connections that wait. */
  close(): Promise<void>;
}
