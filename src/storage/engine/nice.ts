/**
 * Niceness of ClickHouse's threads, so that the event loop and small queries go first: what was acknowledged is read from
 * memory until it is inserted, and nobody waits for a merge. 0 is that of other threads, 19 the nicest.
 */
export const NICE = { smallQuery: 0, insert: 5, largeQuery: 10, merge: 10 } as const;
