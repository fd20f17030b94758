import { LRUCache } from 'lru-cache';

/** Traces whose times are remembered, some 150 bytes each. */
const MAX_TRACES = 100_000;

/** ns since 1970, both inclusive. */
export interface Times {
  readonly first: bigint;
  readonly last: bigint;
}

/** When spans of traces were seen lately: where a reader looks for them first. */
export class SeenTimes {
  private readonly known = new LRUCache<string, Times>({ max: MAX_TRACES });

  note(traceId: string, first: bigint, last: bigint): void {
    this.known.set(traceId, { first, last });
  }

  of(traceId: string): Times | undefined {
    return this.known.get(traceId);
  }
}
