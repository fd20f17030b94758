import { join } from 'node:path';
import xxhash, { type XXHashAPI } from 'xxhash-wasm';
import type { Config } from '../config/config.js';
import { METRIC_NAME } from '../model/labels.js';
import type { LokiLimitsOf } from '../model/loki-limits.js';
import { RESOURCE_LABELS } from '../model/spans.js';
import { DiskWatermark, diskSpaceOf } from '../storage/disk-watermark.js';
import { StoredDocuments } from '../storage/documents.js';
import type { Engine } from '../storage/engine/engine.js';
import type { Documents, MetricReader } from '../storage/interface.js';
import type { LogDeleteRequests } from '../storage/log-deletion/delete-requests.js';
import { hidingEngine } from '../storage/log-deletion/hiding-engine.js';
import { MetricAdmin } from '../storage/metric-admin.js';
import { MetricDeletion } from '../storage/metric-deletion.js';
import { tableParts } from '../storage/parts.js';
import { StoredLogAggregates } from '../storage/read/logs/log-aggregates.js';
import { StoredLogs } from '../storage/read/logs/log-reader.js';
import { StoredLogVolumes } from '../storage/read/logs/log-volumes.js';
import { pendingUnless } from '../storage/read/logs/pending-logs.js';
import { TraceLogs } from '../storage/read/logs/trace-logs.js';
import { FederatedMetrics } from '../storage/read/metrics/federated-metrics.js';
import { StoredMetrics } from '../storage/read/metrics/metric-reader.js';
import { SeriesCatalog } from '../storage/read/metrics/series-catalog.js';
import { StoredSeries } from '../storage/read/metrics/stored-series.js';
import { TraceExemplars } from '../storage/read/metrics/trace-exemplars.js';
import { newestTime } from '../storage/read/newest-time.js';
import { settledEngine } from '../storage/read/settled-engine.js';
import { StoredServiceCalls } from '../storage/read/spans/service-calls.js';
import { SpanCatalog } from '../storage/read/spans/span-catalog.js';
import { StoredSpans } from '../storage/read/spans/span-reader.js';
import { StoredTraces } from '../storage/read/spans/trace-reader.js';
import { RecentSamples } from '../storage/recent/recent-samples.js';
import { RecentSpans } from '../storage/recent/recent-spans.js';
import { ResourcePresence } from '../storage/recent/resource-presence.js';
import { StoredSamples } from '../storage/recent/stored-samples.js';
import { TraceMinutes } from '../storage/recent/trace-minutes.js';
import { applyRetention, type RetentionPeriods } from '../storage/retention.js';
import type { Topology } from '../storage/schema/ddl.js';
import { migrate, seriesSeed } from '../storage/schema/migrate.js';
import { HashedSeriesIndex } from '../storage/series-index.js';
import { type InsertBlocks, insertRows, type OnRefused } from '../storage/write/insert-rows.js';
import { Journal } from '../storage/write/journal.js';
import { LateEntries } from '../storage/write/late-entries.js';
import { LogIndexes } from '../storage/write/log-indexes.js';

import { BatchWriter, type BatchWriterOptions, type LaneName } from '../storage/write/writer.js';
import { EarliestWrites, type WriteTimes } from '../storage/write-times.js';
import type { Logger } from '../telemetry/logger.js';
import type { Metrics } from '../telemetry/metrics.js';
import { openLogDeletion } from './log-deletion.js';
import type { MemoryPlan } from './memory-plan.js';

export interface StoreOptions {
  readonly engine: Engine;
  readonly config: Config;
  readonly memory: MemoryPlan;
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly now: () => number;
  /** Told of log entries once they are acknowledged. */
  readonly onLogs: NonNullable<BatchWriterOptions['onLogs']>;
  /** Told of spans once they are acknowledged. */
  readonly onSpans: NonNullable<BatchWriterOptions['onSpans']>;
  /** How long each tenant's logs are kept, and what deleting them does. */
  readonly logLimitsOf: LokiLimitsOf;
}

/** The open store: what writes, what reads, and what keeps it in bounds. */
export interface Store {
  readonly writer: BatchWriter;
  /** What was written to the past of the metrics. */
  readonly sampleWrites: WriteTimes;
  readonly metrics: MetricReader;
  readonly metricAdmin: MetricAdmin;
  readonly logs: StoredLogs;
  readonly logAggregates: StoredLogAggregates;
  readonly logVolumes: StoredLogVolumes;
  readonly logDeleteRequests: LogDeleteRequests;
  readonly traces: StoredTraces;
  readonly spans: StoredSpans;
  readonly serviceCalls: StoredServiceCalls;
  readonly traceLogs: TraceLogs;
  readonly traceExemplars: TraceExemplars;
  readonly documents: Documents;
  /** Why nothing can be stored now, or undefined. */
  problem(): string | undefined;
  /** Stores what waits and closes the engine. */
  close(): Promise<void>;
}

/** Opens the engine, brings its schema up to date and builds writer and readers over it. */
export async function openStore({
  engine,
  config,
  memory,
  metrics,
  logger,
  now,
  onLogs,
  onSpans,
  logLimitsOf,
}: StoreOptions): Promise<Store> {
  const { database, cluster, diskFree } = config.storage;
  const topology: Topology = { database, ...(cluster === undefined ? {} : { cluster }) };
  await engine.start();
  await migrate(engine, topology);
  const hash = await xxhash();
  const indexes = await seriesIndexes(engine, topology, hash, memory.series);
  const watermark = new DiskWatermark({
    space: diskSpaceOf(config.dataDir),
    warnFreeBytes: diskFree.warn,
    refuseFreeBytes: diskFree.refuse,
    onWarning: (message) => logger.warn(message),
  });
  const insert: InsertBlocks = (table, blocks, token) =>
    engine.insert(`${database}.${table.name}`, table.structure, blocks, token);
  const journal = new Journal(join(config.dataDir, 'journal'), hash);
  const onRefused: OnRefused = (table, rows, error) =>
    logger.error({ table, rows, error: error.message }, 'the engine refused rows that were acknowledged');
  const recovered = await journal.recover((rows, name) => insertRows(rows, name, insert, onRefused));
  if (recovered > 0)
    logger.info({ recovered }, 'rows that were acknowledged before the last stop came from the journal');
  const sampleWrites = new EarliestWrites();
  const settled = (lane: LaneName) => settledEngine(engine, () => writer.settle(lane));
  const catalog = new SeriesCatalog({
    stored: new StoredSeries(settled('metrics'), topology),
    maxSets: memory.series * SETS_PER_SERIES,
    ...(config.storage.engine === 'remote' && { maxAge: OTHERS_WRITE_MS }),
  });
  // What others write to a remote store is not seen here.
  const recent =
    config.storage.engine === 'remote'
      ? undefined
      : new RecentSamples({
          stored: new StoredSamples(settled('metrics'), topology),
          maxBytes: memory.recentSamples,
          now,
        });
  const recentSpans =
    config.storage.engine === 'remote'
      ? undefined
      : new RecentSpans(
          new SpanCatalog({ engine: settled('traces'), topology, maxEntries: memory.series }),
          new ResourcePresence({ engine: settled('traces'), topology, maxRuns: memory.series, now }),
          new TraceMinutes({
            newestStored: await newestTime(engine, topology, 'spans'),
            maxBytes: memory.recentTraces,
            now,
          }),
        );
  const logIndexes = new LogIndexes(engine, topology);
  const writer: BatchWriter = new BatchWriter({
    indexes,
    insert,
    journal,
    maxQueueBytes: memory.ingestQueue,
    refusal: config.storage.engine === 'remote' ? () => undefined : () => watermark.refusal(),
    now,
    writes: sampleWrites,
    catalog,
    ...(recent !== undefined && { recent }),
    ...(recentSpans !== undefined && { recentSpans }),
    // Others that write to a remote store may have newer entries of any stream.
    ...(config.storage.engine !== 'remote' && {
      lateEntries: new LateEntries(await newestTime(engine, topology, 'log_entries'), memory.series),
    }),
    onInsert: (lane, group) => {
      metrics.insert(lane, group);
      if (lane === 'logs') logIndexes.noteInsert();
    },
    onLogs,
    onSpans,
    onRefused: (...refused) => {
      onRefused(...refused);
      recent?.forget();
      recentSpans?.forget();
    },
  });
  metrics.gauge('quartet_write_queue_bytes', 'Bytes that wait to be stored.', () => writer.queuedBytes);
  metrics.gauge('quartet_store_disk_free_bytes', "Free bytes of the data directory's disk.", () => watermark.free);
  metrics.gauge('quartet_recent_samples_bytes', 'Bytes of the newest samples in memory.', () => recent?.bytes ?? 0);
  metrics.gauge(
    'quartet_recent_traces_bytes',
    'Bytes of what tells in which minutes traces are.',
    () => recentSpans?.traceMinutes.bytes ?? 0,
  );
  metrics.gauge('prometheus_tsdb_head_series', 'Series that were written to lately.', () => indexes.series.size);
  metrics.gauge('loki_ingester_memory_streams', 'Streams that were written to lately.', () => indexes.streams.size);
  const periods = finitePeriods(config.retention);
  const settleLogs = () => writer.settle('logs');
  const logDeletion = await openLogDeletion(engine, topology, config.logDeletion, logLimitsOf, settleLogs, now);
  const readLogs = hidingEngine(settled('logs'), topology, (tenant) => logDeletion.requests.hidden(tenant));
  const stopChores = startChores(
    [
      { what: 'disk space is not known', intervalMs: 5_000, run: () => watermark.check() },
      {
        what: 'the parts of the store are not known',
        intervalMs: 30_000,
        run: async () => metrics.storeTables(await tableParts(engine, topology)),
      },
      {
        what: 'indexes of logs could not be made',
        intervalMs: 5_000,
        // The parts of a remote store are its own.
        run: async () => void (config.storage.engine !== 'remote' && (await logIndexes.make())),
      },
      {
        what: 'retention could not be applied',
        intervalMs: 600_000,
        run: async () => {
          const logs = await logDeletion.retention.longest();
          const all = { ...periods, ...(logs !== undefined && { logs }) };
          const dropped = await applyRetention(engine, topology, all, now());
          const deleted = await logDeletion.retention.apply(now());
          if (deleted.length > 0) logger.info({ deleted }, 'retention deleted logs of tenants or streams');
          if (dropped.length === 0) return;
          sampleWrites.noteAll();
          catalog.forget();
          recent?.forget();
          recentSpans?.forget();
          logger.info({ dropped }, 'retention dropped partitions');
        },
      },
      {
        what: 'requests to delete logs could not be applied',
        intervalMs: 60_000,
        run: async () => {
          // Others that write to a remote store take requests too.
          if (config.storage.engine === 'remote') await logDeletion.requests.load();
          const applied = await logDeletion.requests.apply();
          if (applied.length > 0) logger.info({ applied }, 'logs were deleted that requests asked for');
        },
      },
    ],
    logger,
  );
  const storedMetrics = new StoredMetrics(settled('metrics'), topology, catalog, recent);
  const deletion = new MetricDeletion(engine, topology, catalog, () => writer.settle('metrics'));
  const pendingLogs =
    writer.pendingLogs &&
    pendingUnless((tenant) => logDeletion.requests.hidden(tenant) !== undefined, writer.pendingLogs);
  const logs = new StoredLogs(readLogs, topology, pendingLogs);
  return {
    writer,
    sampleWrites,
    metrics: new FederatedMetrics(storedMetrics),
    metricAdmin: new MetricAdmin(engine, topology, noted(deletion, sampleWrites, recent), now),
    logs,
    logAggregates: new StoredLogAggregates(readLogs, topology, logs, pendingLogs, undefined, true),
    logVolumes: new StoredLogVolumes(readLogs, topology),
    logDeleteRequests: logDeletion.requests,
    traces: new StoredTraces(settled('traces'), topology, recentSpans?.traceMinutes),
    spans: new StoredSpans(settled('traces'), topology, recentSpans),
    serviceCalls: new StoredServiceCalls(settled('traces'), topology),
    traceLogs: new TraceLogs(logs),
    traceExemplars: new TraceExemplars(settled('metrics'), topology, catalog),
    documents: new StoredDocuments(engine, topology, now),
    problem: () =>
      engine.ready ? watermark.refusal()?.message : 'the storage engine is not there; it is being restarted',
    close: async () => {
      stopChores();
      await writer.stop();
      await engine.stop();
    },
  };
}

/** A label set without its key takes less than half of what a remembered one does. */
const SETS_PER_SERIES = 2;
/** How long label sets of others that write to the same store may go unseen, ms. */
const OTHERS_WRITE_MS = 5_000;

async function seriesIndexes(engine: Engine, topology: Topology, hash: XXHashAPI, maxSeries: number) {
  const seed = await seriesSeed(engine, topology);
  const index = (nameLabel: string, namePrefix = '') =>
    new HashedSeriesIndex({ hash, seed, nameLabel, namePrefix, maxSeries });
  return {
    series: index(METRIC_NAME),
    streams: index('service_name'),
    resources: index(`${RESOURCE_LABELS.resourcePrefix}service.name`, 's'),
  };
}

interface Chore {
  readonly what: string;
  readonly intervalMs: number;
  readonly run: () => Promise<void>;
}

/** The deletion, which is a write to the past like any other. */
const noted = (
  deletion: Pick<MetricDeletion, 'deleteSeries'>,
  writes: EarliestWrites,
  recent: RecentSamples | undefined,
): Pick<MetricDeletion, 'deleteSeries'> => ({
  deleteSeries: async (...asked) => {
    try {
      await deletion.deleteSeries(...asked);
      recent?.forget();
    } catch (error) {
      // The engine may go on with what was not waited for.
      recent?.leave();
      throw error;
    }
    writes.noteAll();
  },
});

/** Begins what is to be done now and then; a failure is logged, and a chore waits for its last run. */
function startChores(chores: readonly Chore[], logger: Logger): () => void {
  const timers = chores.map(({ what, intervalMs, run }) => {
    let running = false;
    const attempt = async () => {
      if (running) return;
      running = true;
      try {
        await run();
      } catch (error) {
        logger.warn(`${what}: ${(error as Error).message}`);
      } finally {
        running = false;
      }
    };
    void attempt();
    return setInterval(attempt, intervalMs);
  });
  return () => {
    for (const timer of timers) clearInterval(timer);
  };
}

/** Of metrics and traces; that of logs depends on the tenants that have some. */
function finitePeriods({ metrics, traces }: Config['retention']): RetentionPeriods {
  return Object.fromEntries(Object.entries({ metrics, traces }).filter(([, period]) => Number.isFinite(period)));
}
