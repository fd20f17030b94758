import { expect } from 'vitest';
import type { TestServer } from '../support/server.js';
import type { Writers } from './writers.js';

/** What was found of one sender. */
export interface ReadBack {
  readonly receiver: string;
  readonly acknowledged: number;
  readonly found: number;
  /** Rows of batches that were sent, but not acknowledged. */
  readonly unacknowledged: number;
}

/**
 * Reads everything back: each acknowledged row must be there, none may be there twice, and what is there beyond them must
 * have been sent.
 */
export async function expectAcknowledged(server: TestServer, writers: Writers): Promise<ReadBack[]> {
  const results: ReadBack[] = [];
  for (const [sender, { acknowledged, begun }] of writers.progress) {
    const rows = await sender.read(server, begun);
    const found = new Set(rows);
    const missing = acknowledged.flatMap((batch) => sender.rowKeys(batch)).filter((key) => !found.has(key));
    expect(missing, `${sender.receiver}: acknowledged, but not there`).toEqual([]);
    expect(rows.length - found.size, `${sender.receiver}: rows that are there twice`).toBe(0);
    const sent = new Set(Array.from({ length: begun }, (_, batch) => sender.rowKeys(batch)).flat());
    expect(
      [...found].filter((key) => !sent.has(key)),
      `${sender.receiver}: rows that nobody sent`,
    ).toEqual([]);
    const expected = acknowledged.length * sender.rows;
    results.push({
      receiver: sender.receiver,
      acknowledged: expected,
      found: found.size,
      unacknowledged: found.size - expected,
    });
  }
  return results;
}

/** Prints what a run has shown. */
export function report(what: string, results: readonly ReadBack[]): void {
  for (const { receiver, acknowledged, found, unacknowledged } of results) {
    process.stdout.write(
      `${what}: ${receiver}: ${acknowledged} rows acknowledged, ${found} found, ${unacknowledged} of them not acknowledged\n`,
    );
  }
}
