import type { TailSource } from '../../../logql/tail/tail-source.js';
import { QuartetError } from '../../../model/errors.js';
import type { Tenant } from '../../../model/tenant.js';
import { GOING_AWAY, INTERNAL_ERROR, type TailSession } from './tail-session.js';

/** Times in ms. */
export interface TailLimits {
  readonly maxConcurrentTailRequests: number;
  readonly tailMaxDuration: number;
}

/** Tails at once, whoever's they are. */
const MAX_TAILS = 1_000;
/** Characters of entries that may wait for all clients together, and for one. */
const MAX_SIZE = 128 << 20;
const MAX_SIZE_PER_TAIL = 4 << 20;
/** How often it is looked at what is due, ms. */
const TICK = 50;
/** The longest time that a timer takes, ms. */
const MAX_TIMER = 2 ** 31 - 1;

interface Running {
  readonly tenant: Tenant;
  readonly session: TailSession;
  readonly timer: NodeJS.Timeout | undefined;
}

/** All clients that follow a query. */
export class Tails {
  private readonly running = new Set<Running>();
  private ticking: NodeJS.Timeout | undefined;
  private isStopping = false;

  constructor(
    readonly source: TailSource,
    private readonly limitsOf: (tenant: Tenant) => TailLimits,
  ) {}

  /** How many there are. */
  get count(): number {
    return this.running.size;
  }

  /** Throws where the tenant may not have one more: `invalid_argument` with Loki's text. */
  check(tenant: Tenant): void {
    if (this.isStopping) throw new QuartetError('unavailable', 'the server is shutting down', { retryAfter: 5 });
    const { maxConcurrentTailRequests: limit } = this.limitsOf(tenant);
    const count = [...this.running].filter((one) => one.tenant === tenant).length + 1;
    if (count > limit) {
      throw new QuartetError(
        'invalid_argument',
        `max concurrent tail requests limit exceeded, count > limit (${count} > ${limit})`,
      );
    }
    if (this.running.size >= MAX_TAILS) {
      throw new QuartetError('resource_exhausted', `too many tails at once (${MAX_TAILS})`, { retryAfter: 5 });
    }
  }

  /** Runs a session until it ends; `make` gets what it is to call then. */
  start(tenant: Tenant, make: (onEnd: () => void) => TailSession): void {
    const { tailMaxDuration } = this.limitsOf(tenant);
    const session = make(() => this.remove(running));
    const timer =
      tailMaxDuration > MAX_TIMER
        ? undefined
        : setTimeout(() => session.close(INTERNAL_ERROR, 'reached tail max duration limit'), tailMaxDuration);
    const running: Running = { tenant, session, timer };
    this.running.add(running);
    this.ticking ??= setInterval(() => this.flush(), TICK);
  }

  /** Characters that may wait for one client. */
  readonly maxBufferSize = (): number => Math.min(MAX_SIZE_PER_TAIL, MAX_SIZE / Math.max(1, this.running.size));

  /** Takes no more, and says goodbye to all. */
  stop(): void {
    this.isStopping = true;
    for (const { session } of this.running) {
      session.flush();
      session.close(GOING_AWAY, 'the server is shutting down');
    }
  }

  private remove(running: Running): void {
    clearTimeout(running.timer);
    this.running.delete(running);
    if (this.running.size > 0) return;
    clearInterval(this.ticking);
    this.ticking = undefined;
  }

  private flush(): void {
    for (const { session } of this.running) session.flush();
  }
}
