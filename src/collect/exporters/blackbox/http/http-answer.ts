import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import type { TLSSocket } from 'node:tls';

/** An answer whose body is still to be read. */
export interface HttpAnswer {
  readonly status: number;
  /** `1.1`, `2.0`. */
  readonly version: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Readable;
  /** Undefined: not secured. */
  readonly secured: TLSSocket | undefined;
}

/** Seconds of each phase, summed over all redirects. */
export interface PhaseSeconds {
  resolve: number;
  connect: number;
  tls: number;
  processing: number;
  transfer: number;
}
