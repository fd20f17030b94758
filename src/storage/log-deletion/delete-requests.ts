import { randomBytes } from 'node:crypto';
import { QuartetError } from '../../model/errors.js';
import type { DeletionMode } from '../../model/loki-limits.js';
import { MS_PER_DAY } from '../../model/series.js';
import type { Tenant } from '../../model/tenant.js';
import type { Engine } from '../engine/engine.js';
import type { LabelMatcher, LineCondition, QueryLimits, TimeRangeNs } from '../interface.js';
import { WideColumn } from '../native/block-reader-columns.js';
import { matcherCondition } from '../read/labels/matchers.js';
import { lineCondition } from '../read/logs/line-conditions.js';
import type { Topology } from '../schema/ddl.js';
import { inlined } from '../sql/inlined.js';
import { literal } from '../sql/literal.js';
import type { EntryDeletion, EntrySelection } from './entry-deletion.js';

/** A request to delete what a query selects between two times (ms, both inclusive). */
export interface LogDeleteRequest {
  readonly tenant: Tenant;
  readonly id: string;
  readonly query: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly createdMs: number;
  readonly status: 'received' | 'processed' | 'cancelled';
}

export interface LogDeleteRequestsOptions {
  readonly engine: Pick<Engine, 'query' | 'command'>;
  readonly topology: Topology;
  readonly deletion: EntryDeletion;
  /** What a query selects; throws `invalid_argument` for one that cannot be deleted by. */
  readonly selectionOf: (query: string) => DeleteSelection;
  readonly modeOf: (tenant: Tenant) => DeletionMode;
  /** How long a request waits before it is applied, ms. */
  readonly cancelPeriodMs: number;
  /** Resolves when what was acknowledged before is in its table. */
  readonly settle: () => Promise<void>;
  /** ms */
  readonly now: () => number;
}

/** Streams by their labels, and lines of theirs. */
export interface DeleteSelection {
  readonly matchers: readonly LabelMatcher[];
  readonly lines: readonly LineCondition[];
}

/** Requests of one tenant that may wait: every query of its logs looks at them. */
const MAX_PENDING = 100;

const LIMITS: QueryLimits = { timeoutMs: 60_000, maxMemory: 128 << 20 };

/**
 * Requests to delete log entries, kept in the store. From its creation on a request hides what it selects; when it may no
 * longer be cancelled, `apply` takes it out of the store (not in the mode `filter-only`). Calls may come at once.
 * https://grafana.com/docs/loki/latest/operations/storage/logs-deletion/
 */
export class LogDeleteRequests {
  private pending = new Map<Tenant, readonly LogDeleteRequest[]>();
  /** Conditions of what is hidden, by tenant, until its requests change. */
  private conditions = new Map<Tenant, string>();
  private applying: LogDeleteRequest | undefined;
  private readonly cancelled = new Set<string>();
  private lastChange = 0;
  /** Changes are made one after another. */
  private lastTurn: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: LogDeleteRequestsOptions) {}

  /** Reads the requests that wait. To be called before the first query of logs, and now and then where others write too. */
  load(): Promise<void> {
    return this.inTurn(async () => {
      const pending = new Map<Tenant, LogDeleteRequest[]>();
      for (const request of await this.stored("status = 'received'", {})) {
        const ofTenant = pending.get(request.tenant);
        if (ofTenant === undefined) pending.set(request.tenant, [request]);
        else ofTenant.push(request);
      }
      this.pending = pending;
      this.conditions = new Map();
    });
  }

  /** A tenant's requests but those that were cancelled, oldest first. */
  list(tenant: Tenant): Promise<LogDeleteRequest[]> {
    return this.stored("tenant = {tenant:String} AND status != 'cancelled'", { tenant });
  }

  /** Rejects with `invalid_argument` for a query that cannot be deleted by, `resource_exhausted` when too many wait. */
  async create(
    tenant: Tenant,
    { query, startMs, endMs }: Pick<LogDeleteRequest, 'query' | 'startMs' | 'endMs'>,
  ): Promise<void> {
    const { selectionOf, now } = this.options;
    selectionOf(query);
    await this.inTurn(async () => {
      if ((this.pending.get(tenant)?.length ?? 0) >= MAX_PENDING) {
        const message = `${MAX_PENDING} delete requests wait to be processed; wait until some are, or cancel some`;
        throw new QuartetError('resource_exhausted', message, { retryAfter: 60 });
      }
      const id = randomBytes(4).toString('hex');
      const request = { tenant, id, query, startMs, endMs, createdMs: now(), status: 'received' } as const;
      await this.store(request);
      this.change(tenant, (others) => [...others, request]);
    });
  }

  /**
   * Rejects with `not_found`, and with `invalid_argument` for a request that was processed, or is being processed unless
   * `force`: then what is not yet deleted stays.
   */
  cancel(tenant: Tenant, id: string, force: boolean): Promise<void> {
    return this.inTurn(() => this.cancelNow(tenant, id, force));
  }

  /** A condition on `log_entries` of what is hidden from a tenant's queries, its values in its text. */
  hidden(tenant: Tenant): string | undefined {
    const requests = this.pending.get(tenant);
    if (requests === undefined || requests.length === 0 || this.options.modeOf(tenant) === 'disabled') return undefined;
    let condition = this.conditions.get(tenant);
    if (condition === undefined) {
      condition = requests.map((request) => `(${this.hiddenBy(request)})`).join(' OR ');
      this.conditions.set(tenant, condition);
    }
    return condition;
  }

  /** Takes out of the store what was asked for so long ago that it may no longer be cancelled. Returns the requests' ids. */
  async apply(): Promise<string[]> {
    const { modeOf, now, cancelPeriodMs, settle, deletion } = this.options;
    const due = [...this.pending.values()]
      .flat()
      .filter(({ tenant, createdMs }) => modeOf(tenant) === 'filter-and-delete' && createdMs + cancelPeriodMs <= now());
    const applied: string[] = [];
    for (const request of due) {
      const { tenant, id } = request;
      if (this.pending.get(tenant)?.some((other) => other.id === id) !== true) continue;
      this.applying = request;
      try {
        await settle();
        const isDone = await deletion.delete([this.selection(request)], () => this.cancelled.has(id));
        if (!isDone) continue;
        await this.inTurn(async () => {
          if (this.cancelled.has(id)) return;
          await this.store({ ...request, status: 'processed' });
          this.change(tenant, (others) => others.filter((other) => other.id !== id));
          applied.push(id);
        });
      } finally {
        this.applying = undefined;
        this.cancelled.delete(id);
      }
    }
    return applied;
  }

  private async cancelNow(tenant: Tenant, id: string, force: boolean): Promise<void> {
    const [request] = await this.stored('tenant = {tenant:String} AND id = {id:String}', { tenant, id });
    if (request === undefined || request.status === 'cancelled') {
      throw new QuartetError('not_found', 'could not find delete request with given id');
    }
    if (request.status === 'processed') {
      throw new QuartetError(
        'invalid_argument',
        'deletion of request which is in process or already processed is not allowed',
      );
    }
    if (this.applying?.id === id && !force) {
      throw new QuartetError(
        'invalid_argument',
        'Unable to cancel partially completed delete request. To force, use the ?force query parameter',
      );
    }
    if (this.applying?.id === id) this.cancelled.add(id);
    await this.store({ ...request, status: 'cancelled' });
    this.change(tenant, (others) => others.filter((other) => other.id !== id));
  }

  private inTurn<T>(change: () => Promise<T>): Promise<T> {
    const done = this.lastTurn.then(change);
    this.lastTurn = done.catch(() => undefined);
    return done;
  }

  private change(tenant: Tenant, edit: (requests: readonly LogDeleteRequest[]) => readonly LogDeleteRequest[]): void {
    this.pending.set(tenant, edit(this.pending.get(tenant) ?? []));
    this.conditions.delete(tenant);
  }

  private selection({ tenant, query, startMs, endMs }: LogDeleteRequest): EntrySelection {
    const { matchers, lines } = this.options.selectionOf(query);
    return {
      tenant,
      streams: inlined(matcherCondition(matchers, {})),
      range: rangeOf(startMs, endMs),
      lines: inlined(lineCondition(lines)),
    };
  }

  private hiddenBy(request: LogDeleteRequest): string {
    const { tenant, startMs, endMs } = request;
    const { streams, range, lines } = this.selection(request);
    const days = `day >= ${Math.floor(startMs / MS_PER_DAY)} AND day <= ${Math.floor(endMs / MS_PER_DAY)}`;
    const ofTenant = `tenant = ${literal(tenant)}`;
    return (
      `${ofTenant} AND ts >= fromUnixTimestamp64Nano(${literal(range.start)}) ` +
      `AND ts < fromUnixTimestamp64Nano(${literal(range.end)}) AND (${lines}) ` +
      `AND id IN (SELECT id FROM ${this.options.topology.database}.log_streams WHERE ${ofTenant} AND ${days} AND (${streams}))`
    );
  }

  private async store(request: LogDeleteRequest): Promise<void> {
    const { engine, topology, now } = this.options;
    this.lastChange = Math.max(this.lastChange + 1, now());
    const { tenant, id, query, startMs, endMs, createdMs, status } = request;
    await engine.command(
      `INSERT INTO ${topology.database}.log_delete_requests (tenant, id, query, start_ms, end_ms, created_ms, status, changed) ` +
        'SELECT {tenant:String}, {id:String}, {query:String}, {startMs:Int64}, {endMs:Int64}, {createdMs:Int64}, {status:String}, {changed:UInt64}',
      { tenant, id, query, startMs, endMs, createdMs, status, changed: this.lastChange },
    );
  }

  private async stored(condition: string, params: Record<string, string>): Promise<LogDeleteRequest[]> {
    const { engine, topology } = this.options;
    const sql =
      `SELECT tenant, id, query, start_ms, end_ms, created_ms, status FROM ${topology.database}.log_delete_requests FINAL ` +
      `WHERE ${condition} ORDER BY created_ms, id`;
    const found: LogDeleteRequest[] = [];
    for await (const block of engine.query(sql, params, LIMITS)) {
      const [tenant, id, query, status] = ['tenant', 'id', 'query', 'status'].map((name) => block.column(name));
      const [start, end, created] = ['start_ms', 'end_ms', 'created_ms'].map((name) => block.as(name, WideColumn));
      for (let row = 0; row < block.rows; row++) {
        found.push({
          tenant: tenant!.text(row),
          id: id!.text(row),
          query: query!.text(row),
          startMs: Number(start!.value(row)),
          endMs: Number(end!.value(row)),
          createdMs: Number(created!.value(row)),
          status: status!.text(row) as LogDeleteRequest['status'],
        });
      }
    }
    return found;
  }
}

/** Both ms inclusive, as in Loki: its end is a moment. */
const rangeOf = (startMs: number, endMs: number): TimeRangeNs => ({
  start: BigInt(startMs) * 1_000_000n,
  end: BigInt(endMs) * 1_000_000n + 1n,
});
