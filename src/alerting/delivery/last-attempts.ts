import type { Integration } from '../notify/integration.js';

/** How an attempt to notify ended. */
export interface Attempt {
  /** ms since 1970. */
  readonly ms: number;
  /** Why nobody was reached; undefined: the other side took it. */
  readonly error: string | undefined;
}

/** How the newest attempt of each integration of a receiver ended, since the program started. */
export class LastAttempts {
  private readonly attempts = new Map<string, Attempt>();

  get(receiver: string, integration: Pick<Integration, 'name' | 'index'>): Attempt | undefined {
    return this.attempts.get(integrationKey(receiver, integration));
  }

  note(receiver: string, integration: Pick<Integration, 'name' | 'index'>, attempt: Attempt): void {
    this.attempts.set(integrationKey(receiver, integration), attempt);
  }
}

/** `pager/webhook/0`. */
export const integrationKey = (receiver: string, { name, index }: Pick<Integration, 'name' | 'index'>): string =>
  `${receiver}/${name}/${index}`;
