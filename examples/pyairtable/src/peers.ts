import type { ServiceName } from './catalog.js';
import { ServiceError } from './errors.js';
import type { Ports } from './ports.js';

export interface Call {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
}

/** Calls the other services. Trace context and baggage are added by the fetch instrumentation. */
export class Peers {
  constructor(private readonly ports: Ports) {}

  /**
   * @returns the parsed JSON answer
   * @throws ServiceError with the peer's own status (502 in place of 500), 503 if it is gone, 504 if it is late
   */
  async call<Answer = unknown>(peer: ServiceName, call: Call): Promise<Answer> {
    const { method = 'GET', path, body, headers, timeoutMs = 10_000 } = call;
    const response = await fetch(`http://127.0.0.1:${this.ports[peer]}${path}`, {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      body: body === undefined ? null : JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    }).catch((error: unknown) => {
      throw unreachable(peer, timeoutMs, error);
    });
    const answer = (await response.json().catch(() => ({}))) as Answer & { code?: string; message?: string };
    if (response.ok) return answer;
    const message = `${peer}: ${answer.message ?? response.statusText}`;
    const status = response.status === 500 ? 502 : response.status;
    throw new ServiceError(status, answer.code ?? 'peer_failed', message);
  }
}

function unreachable(peer: ServiceName, timeoutMs: number, error: unknown): ServiceError {
  if (error instanceof DOMException && error.name === 'TimeoutError') {
    return new ServiceError(504, 'peer_timeout', `${peer} did not answer within ${timeoutMs} ms`);
  }
  const cause = (error as { cause?: { code?: string } }).cause?.code ?? String(error);
  return new ServiceError(503, 'peer_unreachable', `${peer} cannot be reached: ${cause}`);
}
