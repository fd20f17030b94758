import type { Config } from '../config/config.js';
import { deleteSelection } from '../logql/delete-selection.js';
import { parseSelector } from '../logql/parser.js';
import type { LokiLimits, LokiLimitsOf } from '../model/loki-limits.js';
import type { Engine } from '../storage/engine/engine.js';
import { LogDeleteRequests } from '../storage/log-deletion/delete-requests.js';
import { EntryDeletion } from '../storage/log-deletion/entry-deletion.js';
import { type LogPeriods, LogRetention } from '../storage/log-deletion/log-retention.js';
import type { Topology } from '../storage/schema/ddl.js';

/** What takes logs out of the store other than by whole days of all tenants. */
export interface LogDeletion {
  readonly requests: LogDeleteRequests;
  readonly retention: LogRetention;
}

/** Builds both, and reads the requests that wait. `settle` resolves when what was acknowledged before is in its table. */
export async function openLogDeletion(
  engine: Pick<Engine, 'query' | 'command'>,
  topology: Topology,
  { cancelPeriod }: Config['logDeletion'],
  limitsOf: LokiLimitsOf,
  settle: () => Promise<void>,
  now: () => number,
): Promise<LogDeletion> {
  const deletion = new EntryDeletion(engine, topology);
  const requests = new LogDeleteRequests({
    engine,
    topology,
    deletion,
    selectionOf: deleteSelection,
    modeOf: (tenant) => limitsOf(tenant).deletionMode,
    cancelPeriodMs: cancelPeriod,
    settle,
    now,
  });
  await requests.load();
  return { requests, retention: new LogRetention(engine, topology, deletion, (tenant) => periodsOf(limitsOf(tenant))) };
}

const periodsOf = ({ retentionPeriod, retentionStream }: LokiLimits): LogPeriods => ({
  period: retentionPeriod,
  streams: retentionStream.map(({ selector, priority, period }) => ({
    matchers: parseSelector(selector),
    priority,
    period,
  })),
});
