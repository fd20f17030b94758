import { LRUCache } from 'lru-cache';
import { inTurns } from '../../lib/in-turns.js';
import { QuartetError } from '../../model/errors.js';
import type { LokiLimits, LokiLimitsOf } from '../../model/loki-limits.js';
import type { Tenant } from '../../model/tenant.js';
import { LevelDetector } from '../../pipeline/log-level.js';
import { RateLimit } from '../../pipeline/rate-limit.js';
import { parseJsonLabels } from '../../wire/loki/json-labels.js';
import { parseLabelBytes } from '../../wire/loki/label-string.js';
import type { PushDecoding, PushSink } from '../../wire/loki/push-entry.js';
import { decodePushJson } from '../../wire/loki/push-json.js';
import { decodeLegacyPushJson } from '../../wire/loki/push-json-legacy.js';
import { decodePushProtobuf } from '../../wire/loki/push-protobuf.js';
import type { ReceivedBy, ReceiverContext } from '../receiver.js';
import { storeCounted } from '../store-counted.js';
import { EntryRows, type EntryRules } from './entry-rows.js';
import { MetadataNames } from './metadata-names.js';
import type { PushBody, PushFormat } from './push-body.js';
import { PushRows } from './push-rows.js';
import { type LabelParser, StreamTable } from './stream-table.js';

/** What became of a push whose good entries are stored: 204, or 400 with the reasons why others are not. */
export interface PushOutcome {
  readonly status: 204 | 400;
  readonly message: string;
}

interface PushDecoder {
  /** Hands a body's entries to the sink. */
  readonly decode: (body: Uint8Array, sink: PushSink) => PushDecoding;
  /** Reads what `decode` hands on as the labels of a stream. */
  readonly labels: LabelParser;
}

const FORMATS: Record<PushFormat, PushDecoder> = {
  json: { decode: decodePushJson, labels: parseJsonLabels },
  legacyJson: { decode: decodeLegacyPushJson, labels: parseLabelBytes },
  protobuf: { decode: decodePushProtobuf, labels: parseLabelBytes },
};

const RECEIVED_BY = { dialect: 'loki', transport: 'http' } as const;
const STORED: PushOutcome = { status: 204, message: '' };

/** Tenants whose rate is remembered; of more the oldest start anew. */
const MAX_TENANTS = 10_000;
/** Lists of `log_level_fields` of which something is remembered: most tenants share one. */
const MAX_LEVEL_FIELDS = 20;

/** Takes log entries in Loki's model: what all receivers of logs share, with the caches of streams and names. */
export class LokiPush {
  readonly streams: StreamTable;
  private readonly rates = new Map<Tenant, RateLimit>();
  private readonly rulesOf = new WeakMap<LokiLimits, EntryRules>();
  private readonly levelFields = new LRUCache<string, Omit<EntryRules, 'limits'>>({ max: MAX_LEVEL_FIELDS });

  constructor(
    readonly context: ReceiverContext,
    private readonly limitsOf: LokiLimitsOf,
  ) {
    this.streams = new StreamTable(context.writer.indexes.streams, context.now);
  }

  /** What holds for a tenant's entries now. */
  rules(tenant: Tenant): EntryRules {
    const limits = this.limitsOf(tenant);
    let rules = this.rulesOf.get(limits);
    if (rules === undefined) {
      rules = { limits, ...this.levelsBy(limits.logLevelFields) };
      this.rulesOf.set(limits, rules);
    }
    return rules;
  }

  /** An empty set of rows for one request, under the rules that hold as it comes. */
  rows(tenant: Tenant, rules: EntryRules, sizeHint: number): EntryRows {
    return new EntryRows(tenant, rules, this.context.now(), sizeHint);
  }

  /**
   * Stores the entries of one body. Throws `invalid_argument` for a body that cannot be read, `execution` for one without
   * streams, `resource_exhausted` beyond a rate; errors of the writer pass through.
   */
  async receive(tenant: Tenant, { format, bytes }: PushBody): Promise<PushOutcome> {
    const rules = this.rules(tenant);
    const rows = this.rows(tenant, rules, bytes.length);
    const { decode, labels } = FORMATS[format];
    // A plain view: taking slices of it is several times cheaper than of a Buffer.
    const view = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
    const decoding = decode(view, new PushRows(tenant, this.streams, rules, labels, rows));
    const streams = await inTurns(decoding);
    if (streams === 0) throw new QuartetError('execution', NO_STREAM);
    await this.store(rows, RECEIVED_BY);
    return rows.refused.count === 0 ? STORED : { status: 400, message: rows.refused.text() };
  }

  /** Writes the rows and counts them. After the good rows are stored, `resource_exhausted` tells of streams over their rate or number. */
  async store(rows: EntryRows, by: ReceivedBy): Promise<void> {
    const { meter, now } = this.context;
    const { batch, refused } = rows;
    const { tenant } = batch;
    for (const [reason, count] of refused.byReason) meter.refused(by, 'logs', tenant, count, reason);
    if (batch.rows > 0) {
      const rate = this.rateOf(tenant);
      if (!rate.allows(rows.bytes, now())) {
        meter.refused(by, 'logs', tenant, batch.rows, 'rate_limited');
        throw new QuartetError(
          'resource_exhausted',
          `ingestion rate limit exceeded for user ${tenant} (limit: ${rate.rate} bytes/sec) while attempting to ingest '${batch.rows}' lines totaling '${rows.bytes}' bytes, reduce log volume or contact your Loki administrator to see if the limit can be increased`,
          { retryAfter: rate.secondsUntil(rows.bytes) },
        );
      }
      const counts = { signal: 'logs', items: batch.rows, bytes: rows.bytes } as const;
      await storeCounted(this.context, by, { tenant, logs: batch }, counts);
    }
    if (refused.byReason.has('per_stream_rate_limit') || refused.byReason.has('stream_limit')) {
      throw new QuartetError('resource_exhausted', refused.text(), { retryAfter: 1 });
    }
  }

  private rateOf(tenant: Tenant): RateLimit {
    const { ingestionRate, ingestionBurstSize } = this.limitsOf(tenant);
    let rate = this.rates.get(tenant);
    if (rate?.rate !== ingestionRate || rate.burst !== ingestionBurstSize) {
      const [oldest] = this.rates.keys();
      if (this.rates.size >= MAX_TENANTS && oldest !== undefined) this.rates.delete(oldest);
      rate = new RateLimit(ingestionRate, ingestionBurstSize, this.context.now());
      this.rates.set(tenant, rate);
    }
    return rate;
  }

  private levelsBy(fields: readonly string[]): Omit<EntryRules, 'limits'> {
    const key = JSON.stringify(fields);
    let known = this.levelFields.get(key);
    if (known === undefined) {
      const levels = new LevelDetector(fields);
      known = { levels, names: new MetadataNames(levels) };
      this.levelFields.set(key, known);
    }
    return known;
  }
}

export const NO_STREAM = 'error at least one valid stream is required for ingestion';
