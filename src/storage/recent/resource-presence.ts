import { LRUCache } from 'lru-cache';
import { idOf } from '../../model/series.js';
import type { SpanBatch } from '../../model/spans.js';
import type { Tenant } from '../../model/tenant.js';
import type { Engine } from '../engine/engine.js';
import type { QueryLimits, TimeRangeNs } from '../interface.js';
import { WideColumn } from '../native/block-reader-columns.js';
import type { Topology } from '../schema/ddl.js';
import { MAX_GAP_NS, TimeRuns } from './time-runs.js';

export interface ResourcePresenceOptions {
  /** Its queries see what was acknowledged before them. */
  readonly engine: Pick<Engine, 'query'>;
  readonly topology: Topology;
  /** Runs that are held over all tenants. */
  readonly maxRuns: number;
  /** ms since 1970. */
  readonly now: () => number;
}

interface Known {
  readonly byResource: Map<bigint, TimeRuns>;
  runs: number;
  /** ns since 1970: everything that starts from here on is known once it is loaded. */
  readonly from: bigint;
  state: 'loading' | 'complete' | 'resting';
  /** Begins anew then, ms. */
  restsUntil: number;
}

const MAX_TENANTS = 100;
const NS_PER_MS = 1_000_000n;
/** A question of the last hour looks back a little further. */
const LOADED_MS = 90 * 60_000;
const REST_MS = 600_000;
const LIMITS: QueryLimits = { timeoutMs: 60_000, maxMemory: 256 << 20, isLarge: true };

/**
 * When resources have spans, of the tenants that are asked about: loaded from the store behind the first question, noted by
 * the writer from then on. For one process that alone writes to its store.
 */
export class ResourcePresence {
  private readonly tenants = new LRUCache<Tenant, Known>({ max: MAX_TENANTS });

  constructor(private readonly options: ResourcePresenceOptions) {}

  /** To be called when spans are stored and before that is acknowledged. */
  note({ tenant, runs, ts }: Pick<SpanBatch, 'tenant' | 'runs' | 'ts'>): void {
    const known = this.tenants.peek(tenant);
    if (known === undefined || known.state === 'resting') return;
    let row = 0;
    for (const { resource, end } of runs) {
      const times = timesOf(known, idOf(resource));
      for (const ns of endsOf(ts.words, row, end)) known.runs += times.add(ns);
      row = end;
    }
    this.makeRoom();
  }

  /** To be called when spans were taken out of the store, or it is not sure that what was noted is in it. */
  forget(): void {
    this.tenants.clear();
  }

  /** The resources with spans that start in the range, `end` exclusive; undefined where that is not known. */
  in(tenant: Tenant, range: TimeRangeNs): bigint[] | undefined {
    const { state, from, byResource } = this.known(tenant);
    if (state !== 'complete' || range.start < from) return undefined;
    const found: bigint[] = [];
    for (const [resource, times] of byResource) {
      const isThere = times.areIn(range);
      if (isThere === undefined) return undefined;
      if (isThere) found.push(resource);
    }
    return found;
  }

  private known(tenant: Tenant): Known {
    const now = this.options.now();
    const known = this.tenants.get(tenant);
    if (known !== undefined && (known.state !== 'resting' || now < known.restsUntil)) return known;
    const made: Known = {
      byResource: new Map(),
      runs: 0,
      from: BigInt(now - LOADED_MS) * NS_PER_MS,
      state: 'loading',
      restsUntil: 0,
    };
    this.tenants.set(tenant, made);
    this.load(tenant, made).catch(() => this.rest(made));
    return made;
  }

  /** The first and the last span of each minute, which are no further apart than a run allows. */
  private async load(tenant: Tenant, known: Known): Promise<void> {
    const { engine, topology, maxRuns } = this.options;
    const sql =
      'SELECT resource_id, toUnixTimestamp64Nano(min(ts)) AS first, toUnixTimestamp64Nano(max(ts)) AS last ' +
      `FROM ${topology.database}.spans WHERE tenant = {tenant:String} AND ts >= fromUnixTimestamp64Nano({from:Int64}, 'UTC') ` +
      `GROUP BY resource_id, toStartOfMinute(ts) LIMIT ${maxRuns + 1}`;
    let rows = 0;
    for await (const block of engine.query(sql, { tenant, from: known.from }, LIMITS)) {
      const ids = block.as('resource_id', WideColumn);
      const [first, last] = [block.as('first', WideColumn), block.as('last', WideColumn)];
      for (let row = 0; row < block.rows && known.state === 'loading'; row++) {
        const times = timesOf(known, ids.value(row));
        known.runs += times.add(first.value(row)) + times.add(last.value(row));
      }
      rows += block.rows;
    }
    if (rows > maxRuns) this.rest(known);
    else if (known.state === 'loading') known.state = 'complete';
    this.makeRoom();
  }

  private rest(known: Known): void {
    known.state = 'resting';
    known.restsUntil = this.options.now() + REST_MS;
    known.byResource.clear();
    known.runs = 0;
  }

  /** Lets the tenant with the most runs rest where there are too many. */
  private makeRoom(): void {
    let held = 0;
    let largest: Known | undefined;
    for (const known of this.tenants.values()) {
      held += known.runs;
      if (known.runs > (largest?.runs ?? 0)) largest = known;
    }
    if (largest !== undefined && held > this.options.maxRuns) this.rest(largest);
  }
}

function timesOf({ byResource }: Known, resource: bigint): TimeRuns {
  let times = byResource.get(resource);
  if (times === undefined) {
    times = new TimeRuns();
    byResource.set(resource, times);
  }
  return times;
}

/** The first and the last time of some rows; all of them where these are further apart than a run allows. */
function endsOf(words: Uint32Array, from: number, to: number): bigint[] {
  let [first, last] = [from, from];
  for (let row = from + 1; row < to; row++) {
    if (isBefore(words, row, first)) first = row;
    else if (isBefore(words, last, row)) last = row;
  }
  const ends = [timeAt(words, first), timeAt(words, last)] as const;
  if (ends[1] - ends[0] <= MAX_GAP_NS) return [...ends];
  return Array.from({ length: to - from }, (_, i) => timeAt(words, from + i));
}

function isBefore(words: Uint32Array, row: number, other: number): boolean {
  const [high, otherHigh] = [words[row * 2 + 1]! | 0, words[other * 2 + 1]! | 0];
  return high < otherHigh || (high === otherHigh && words[row * 2]! < words[other * 2]!);
}

const timeAt = (words: Uint32Array, row: number): bigint =>
  (BigInt(words[row * 2 + 1]! | 0) << 32n) | BigInt(words[row * 2]!);
