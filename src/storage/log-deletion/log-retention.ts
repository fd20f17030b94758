import { MS_PER_DAY } from '../../model/series.js';
import type { Tenant } from '../../model/tenant.js';
import type { Engine } from '../engine/engine.js';
import type { LabelMatcher, QueryLimits } from '../interface.js';
import { matcherCondition } from '../read/labels/matchers.js';
import type { Topology } from '../schema/ddl.js';
import { inlined } from '../sql/inlined.js';
import type { EntryDeletion, EntrySelection } from './entry-deletion.js';

/** How long a tenant's entries are kept, ms; Infinity for ever. */
export interface LogPeriods {
  readonly period: number;
  /** Other periods of the streams that match; of several the one of the highest priority counts, of equals the longest. */
  readonly streams: readonly {
    readonly matchers: readonly LabelMatcher[];
    readonly priority: number;
    readonly period: number;
  }[];
}

const LIMITS: QueryLimits = { timeoutMs: 60_000, maxMemory: 128 << 20 };

/**
 * Retention of logs where tenants or streams have periods of their own. Whole days that everybody's periods have passed are
 * dropped as partitions (`applyRetention`, with `longest`); of younger days `apply` deletes the entries of those whose
 * periods are shorter, with their label sets, which is how the next run knows that it is done.
 * https://grafana.com/docs/loki/latest/operations/storage/retention/
 */
export class LogRetention {
  constructor(
    private readonly engine: Pick<Engine, 'query'>,
    private readonly topology: Topology,
    private readonly deletion: EntryDeletion,
    private readonly periodsOf: (tenant: Tenant) => LogPeriods,
  ) {}

  /** The longest period of any tenant that has logs, ms; undefined where there is none, or one keeps for ever. */
  async longest(): Promise<number | undefined> {
    const all = (await this.tenants()).flatMap((tenant) => {
      const { period, streams } = this.periodsOf(tenant);
      return [period, ...streams.map((rule) => rule.period)];
    });
    const most = all.length === 0 ? Number.POSITIVE_INFINITY : Math.max(...all);
    return Number.isFinite(most) ? most : undefined;
  }

  /** Deletes whole days, each when its last moment is too old. Returns the tenants of whom something was deleted. */
  async apply(nowMs: number): Promise<Tenant[]> {
    const due: EntrySelection[] = [];
    for (const tenant of await this.tenants()) {
      for (const { streams, period } of classesOf(this.periodsOf(tenant))) {
        const firstDayKept = Math.floor((nowMs - period) / MS_PER_DAY);
        if (!(firstDayKept > 0)) continue;
        const selection = { tenant, streams, range: { start: 0n, end: BigInt(firstDayKept) * NS_PER_DAY }, lines: '1' };
        if (await this.deletion.hasStreams(selection)) due.push(selection);
      }
    }
    await this.deletion.delete(due);
    await this.deletion.forgetStreams(due);
    return [...new Set(due.map(({ tenant }) => tenant))];
  }

  private async tenants(): Promise<Tenant[]> {
    const found: Tenant[] = [];
    const sql = `SELECT DISTINCT tenant FROM ${this.topology.database}.log_streams ORDER BY tenant`;
    for await (const block of this.engine.query(sql, {}, LIMITS)) {
      const tenant = block.column('tenant');
      for (let row = 0; row < block.rows; row++) found.push(tenant.text(row));
    }
    return found;
  }
}

const NS_PER_DAY = BigInt(MS_PER_DAY) * 1_000_000n;

/** A tenant's streams by what decides on them: each is in one class. `streams` is a condition on `log_streams`. */
function classesOf({ period, streams }: LogPeriods): { streams: string; period: number }[] {
  const rules = [...streams].sort((a, b) => b.priority - a.priority || b.period - a.period);
  const classes: { streams: string; period: number }[] = [];
  const others: string[] = [];
  for (const rule of rules) {
    const matched = `(${inlined(matcherCondition(rule.matchers, {}))})`;
    classes.push({ streams: [matched, ...others].join(' AND '), period: rule.period });
    others.push(`NOT ${matched}`);
  }
  return [...classes, { streams: others.length === 0 ? '1' : others.join(' AND '), period }];
}
