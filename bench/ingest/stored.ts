import { fork } from 'node:child_process';
import { answer } from './sender.js';

/** What a server left on disk of one table. */
export interface Stored {
  readonly rows: number;
  /** Active parts when the server stopped. */
  readonly parts: number;
  /** Bytes once everything is merged. */
  readonly bytes: number;
}

/** Looks into a data directory that no server uses, from a process of its own: chdb opens one directory a process. */
export function readStored(dataDir: string, table: string): Promise<Stored> {
  return answer<Stored>(fork(new URL('./stored-main.js', import.meta.url), [dataDir, table]));
}
