import { setTimeout as sleep } from 'node:timers/promises';
import type { ServiceName } from '../catalog.js';
import { type FaultMix, formatFault } from '../faults.js';
import type { Person } from '../people.js';

export interface PageRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: object;
  /** The services behind the frontend that the request passes through: where a fault may strike it. */
  readonly through?: readonly ServiceName[];
}

export interface PageAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** One person at one device, as a journey uses it. */
export interface Browser {
  readonly person: Person;
  readonly device: 'desktop' | 'mobile';
  request(request: PageRequest): Promise<PageAnswer>;
  /** Reads, types or hesitates for a time between the two bounds, in milliseconds. */
  think(leastMs: number, mostMs: number): Promise<void>;
  /** After a successful sign-in, every request carries the session. */
  signedIn(token: string): void;
}

const userAgents = {
  desktop: 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
  mobile: 'Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 Chrome/142.0.0.0 Mobile Safari/537.36',
} as const;

/** Sends a person's requests to the frontend; a fault drawn for a request travels with it as baggage. */
export class HttpBrowser implements Browser {
  private token: string | undefined;

  constructor(
    private readonly frontendUrl: string,
    private readonly faults: FaultMix,
    readonly person: Person,
    readonly device: 'desktop' | 'mobile',
    private readonly closing: AbortSignal,
  ) {}

  async request({ method, path, body, through = [] }: PageRequest): Promise<PageAnswer> {
    const fault = this.faults.draw(through);
    const response = await fetch(`${this.frontendUrl}${path}`, {
      method,
      headers: {
        'user-agent': userAgents[this.device],
        'x-tenant-id': this.person.tenant,
        'x-user-id': this.person.id,
        ...(this.token === undefined ? {} : { authorization: `Bearer ${this.token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(fault === undefined ? {} : { baggage: `demo.fault=${encodeURIComponent(formatFault(fault))}` }),
      },
      body: body === undefined ? null : JSON.stringify(body),
      signal: AbortSignal.any([this.closing, AbortSignal.timeout(25_000)]),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    return { status: response.status, body: isJson ? (JSON.parse(text) as Record<string, unknown>) : {} };
  }

  think(leastMs: number, mostMs: number): Promise<void> {
    const ms = leastMs + Math.random() * (mostMs - leastMs);
    return sleep(ms);
  }

  signedIn(token: string): void {
    this.token = token;
  }
}
