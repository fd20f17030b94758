import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

const SIGNAL_ITEMS = { logs: 'log_records', metrics: 'metric_points', traces: 'spans' } as const;
type Signal = keyof typeof SIGNAL_ITEMS;

/** The way by which a request came in. */
interface ReceivedBy {
  readonly dialect: string;
  readonly transport: string;
}

/**
 * The program's own figures. Where the original systems' name for a figure stands in people's dashboards and rules, the
 * same figure is counted under that name too.
 */
export class Metrics {
  readonly registry = new Registry();
  private readonly items = this.counter('quartet_ingest_items_total', 'Entries, samples and spans stored.', [
    'dialect',
    'signal',
    'tenant',
  ]);
  private readonly bytes = this.counter(
    'quartet_ingest_bytes_total',
    'Uncompressed bytes of requests whose items were stored.',
    ['dialect', 'signal', 'tenant'],
  );
  private readonly refusals = this.counter('quartet_ingest_refused_total', 'Items that were not stored, by reason.', [
    'dialect',
    'signal',
    'tenant',
    'reason',
  ]);
  private readonly requests = new Histogram({
    name: 'quartet_http_request_duration_seconds',
    help: 'Time to answer HTTP requests.',
    labelNames: ['dialect', 'method', 'route', 'status'],
    buckets: [0.002, 0.01, 0.05, 0.25, 1, 5, 30],
    registers: [this.registry],
  });
  private readonly inserts = new Histogram({
    name: 'quartet_write_insert_duration_seconds',
    help: 'Time to store one group of requests.',
    labelNames: ['lane'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [this.registry],
  });
  private readonly insertedBytes = this.counter(
    'quartet_write_inserted_bytes_total',
    'Encoded bytes handed to the engine.',
    ['lane'],
  );
  private readonly insertErrors = this.counter('quartet_write_insert_errors_total', 'Groups that the engine refused.', [
    'lane',
    'code',
  ]);
  private readonly unknownSettings = this.counter(
    'quartet_config_unknown_settings_total',
    "Settings of the original systems' files that mean nothing here.",
    ['system'],
  );

  private readonly lokiBytes = this.counter('loki_distributor_bytes_received_total', 'Bytes of log lines received.', [
    'tenant',
  ]);
  private readonly lokiLines = this.counter('loki_distributor_lines_received_total', 'Log lines received.', ['tenant']);
  private readonly lokiDiscarded = this.counter('loki_discarded_samples_total', 'Log lines that were not stored.', [
    'reason',
    'tenant',
  ]);
  private readonly tempoSpans = this.counter('tempo_distributor_spans_received_total', 'Spans received.', ['tenant']);
  private readonly tempoBytes = this.counter('tempo_distributor_bytes_received_total', 'Bytes of spans received.', [
    'tenant',
  ]);
  private readonly tempoDiscarded = this.counter('tempo_discarded_spans_total', 'Spans that were not stored.', [
    'reason',
    'tenant',
  ]);
  private readonly tempoCut = this.counter(
    'tempo_distributor_attributes_truncated_total',
    'Attributes of spans whose key or text was cut.',
    ['tenant', 'scope'],
  );
  private readonly tsdbAppended = this.counter('prometheus_tsdb_head_samples_appended_total', 'Samples stored.', [
    'type',
  ]);
  private readonly mimirSamples = this.counter('cortex_distributor_received_samples_total', 'Samples received.', [
    'user',
  ]);
  private readonly collector = {
    accepted: this.perSignal('otelcol_receiver_accepted', 'stored'),
    refused: this.perSignal('otelcol_receiver_refused', 'not stored'),
  };

  private readonly tables = {
    parts: this.tableGauge('quartet_store_parts', 'Active parts of the partition that has most.'),
    rows: this.tableGauge('quartet_store_rows', 'Rows in active parts.'),
    bytes: this.tableGauge('quartet_store_bytes', 'Bytes of active parts on disk.'),
  };

  constructor(version: string) {
    collectDefaultMetrics({ register: this.registry });
    this.gauge('quartet_build_info', 'Version of the program.', () => 1, { version });
  }

  /** Counts items that were stored, and the uncompressed bytes of their request. */
  accepted(by: ReceivedBy, signal: Signal, tenant: string, items: number, bytes: number): void {
    const { dialect, transport } = by;
    this.items.inc({ dialect, signal, tenant }, items);
    this.bytes.inc({ dialect, signal, tenant }, bytes);
    this.collector.accepted[signal].inc({ receiver: dialect, transport }, items);
    if (signal === 'logs') {
      this.lokiBytes.inc({ tenant }, bytes);
      this.lokiLines.inc({ tenant }, items);
    } else if (signal === 'traces') {
      this.tempoSpans.inc({ tenant }, items);
      this.tempoBytes.inc({ tenant }, bytes);
    } else {
      this.tsdbAppended.inc({ type: 'float' }, items);
      this.mimirSamples.inc({ user: tenant }, items);
    }
  }

  /** Counts attributes of spans that were cut. */
  cutAttributes(tenant: string, scope: string, count: number): void {
    this.tempoCut.inc({ tenant, scope }, count);
  }

  /** Counts items that were not stored, and why. */
  refused(by: ReceivedBy, signal: Signal, tenant: string, items: number, reason: string): void {
    const { dialect, transport } = by;
    this.refusals.inc({ dialect, signal, tenant, reason }, items);
    this.collector.refused[signal].inc({ receiver: dialect, transport }, items);
    if (signal === 'logs') this.lokiDiscarded.inc({ reason, tenant }, items);
    else if (signal === 'traces') this.tempoDiscarded.inc({ reason, tenant }, items);
  }

  request(dialect: string, method: string, route: string, status: number, seconds: number): void {
    this.requests.observe({ dialect, method, route, status: String(status) }, seconds);
  }

  insert(lane: string, group: { bytes: number; seconds: number; error?: { code: string } }): void {
    this.inserts.observe({ lane }, group.seconds);
    this.insertedBytes.inc({ lane }, group.bytes);
    if (group.error !== undefined) this.insertErrors.inc({ lane, code: group.error.code });
  }

  unknownSetting(system: string, count: number): void {
    this.unknownSettings.inc({ system }, count);
  }

  /** What each table of the store holds. */
  storeTables(tables: readonly { table: string; parts: number; rows: number; bytes: number }[]): void {
    for (const { table, ...figures } of tables) {
      for (const [name, value] of Object.entries(figures))
        this.tables[name as keyof typeof figures].set({ table }, value);
    }
  }

  /** A figure that is read when somebody asks. */
  gauge(name: string, help: string, read: () => number, labels: Record<string, string> = {}): void {
    new Gauge({
      name,
      help,
      labelNames: Object.keys(labels),
      registers: [this.registry],
      collect() {
        this.set(labels, read());
      },
    });
  }

  /** A count that somebody keeps, read when somebody asks. */
  running(name: string, help: string, read: () => number): void {
    new Counter({
      name,
      help,
      registers: [this.registry],
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  }

  /** A count of ours, by labels. */
  counter<L extends string>(name: string, help: string, labelNames: readonly L[]): Counter<L> {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }

  private tableGauge(name: string, help: string): Gauge<'table'> {
    return new Gauge({ name, help, labelNames: ['table'], registers: [this.registry] });
  }

  private perSignal(prefix: string, what: string): Record<Signal, Counter<'receiver' | 'transport'>> {
    const make = (signal: Signal) =>
      this.counter(`${prefix}_${SIGNAL_ITEMS[signal]}`, `${SIGNAL_ITEMS[signal]} ${what}.`, ['receiver', 'transport']);
    return { logs: make('logs'), metrics: make('metrics'), traces: make('traces') };
  }
}
