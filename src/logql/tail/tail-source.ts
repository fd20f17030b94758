import type { Labels } from '../../model/labels.js';
import type { Tenant } from '../../model/tenant.js';
import type { AnsweredEntry } from '../answer.js';
import type { TailQuery } from './tail-query.js';

/** Who follows a query. What it is told must not make it throw. */
export interface TailListener {
  /** An entry that passes the query; `turn` never falls. */
  entry(entry: AnsweredEntry, turn: number): void;
  /** An entry of a stream of the query that was not looked at, because too many came at once. */
  missed(stream: Labels, ns: bigint): void;
}

export interface TailSubscription {
  /**
   * The last turn in which entries may come that a read of the store, done now, had already: whoever reads what was there
   * before has to look for repeats up to it.
   */
  readonly overlap: number;
  end(): void;
}

/** Where entries are heard of that were acknowledged after `subscribe`: each once, about in the order they came. */
export interface TailSource {
  subscribe(tenant: Tenant, query: TailQuery, listener: TailListener): TailSubscription;
}
