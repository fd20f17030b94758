import { createHash } from 'node:crypto';
import type { Tenant } from '../model/tenant.js';

export interface RepeatedBodiesOptions {
  /** Current time in ms. */
  readonly now: () => number;
  /** How long an acknowledged body is remembered, ms. Senders give up on a batch well before. */
  readonly maxAgeMs?: number;
  /** How many acknowledged bodies are remembered; the oldest are forgotten first. About 200 bytes each. */
  readonly maxEntries?: number;
  /** Characters of answers that are remembered: they quote what the sender wrote. */
  readonly maxAnswers?: number;
}

/** An answer as JSON: so its size is known, and it keeps nothing else alive, as a slice of a long text would. */
interface Acknowledged {
  readonly answer: string | undefined;
  readonly expires: number;
}

/**
 * Recognises a body that a sender repeats, so that it is stored once although its first acknowledgement was lost on the
 * way: a repeat of a body in flight waits for the first one's outcome, and a repeat of an acknowledged one gets the same
 * answer at once. Bodies that failed are not remembered. Bodies are told apart by SHA-256 together with tenant and path;
 * compressed bodies are hashed as they came. Answers are plain data.
 */
export class RepeatedBodies<Answer> {
  private readonly now: () => number;
  private readonly maxAgeMs: number;
  private readonly maxEntries: number;
  private readonly maxAnswers: number;
  private answers = 0;
  private readonly inFlight = new Map<string, Promise<Answer>>();
  /** In order of acknowledgement. */
  private readonly acknowledged = new Map<string, Acknowledged>();

  constructor(options: RepeatedBodiesOptions) {
    this.now = options.now;
    this.maxAgeMs = options.maxAgeMs ?? 600_000;
    this.maxEntries = options.maxEntries ?? 50_000;
    this.maxAnswers = options.maxAnswers ?? 8 << 20;
  }

  /** The outcome of `store`, which is called only when this body is neither in flight nor was acknowledged lately. */
  once(tenant: Tenant, path: string, body: Uint8Array, store: () => Promise<Answer>): Promise<Answer> {
    this.forgetExpired();
    const key = `${createHash('sha256').update(body).digest('base64')} ${path} ${tenant}`;
    const known = this.acknowledged.get(key);
    if (known !== undefined) return Promise.resolve(parsed<Answer>(known.answer));
    const running = this.inFlight.get(key);
    if (running !== undefined) return running;
    const outcome = this.run(key, store);
    this.inFlight.set(key, outcome);
    return outcome;
  }

  private async run(key: string, store: () => Promise<Answer>): Promise<Answer> {
    try {
      // `once` must have noted the promise before it can settle.
      await undefined;
      const answer = await store();
      this.remember(key, JSON.stringify(answer));
      return answer;
    } finally {
      this.inFlight.delete(key);
    }
  }

  private remember(key: string, answer: string | undefined): void {
    this.acknowledged.set(key, { answer, expires: this.now() + this.maxAgeMs });
    this.answers += answer?.length ?? 0;
    this.forgetExpired();
  }

  private forgetExpired(): void {
    const now = this.now();
    for (const [key, { answer, expires }] of this.acknowledged) {
      if (expires > now && this.acknowledged.size <= this.maxEntries && this.answers <= this.maxAnswers) return;
      this.acknowledged.delete(key);
      this.answers -= answer?.length ?? 0;
    }
  }
}

const parsed = <Answer>(json: string | undefined): Answer =>
  (json === undefined ? undefined : JSON.parse(json)) as Answer;
