import { formatBytes } from '../../lib/bytes.js';
import type { Labels } from '../../model/labels.js';
import type { LokiLimits } from '../../model/loki-limits.js';
import type { Tenant } from '../../model/tenant.js';
import { writeLabelString } from '../../wire/loki/label-string.js';
import { rfc3339 } from '../../wire/loki/timestamp.js';

/** Why an entry is not stored: the original's words for `loki_discarded_samples_total`. */
export type RefusalReason =
  | 'max_label_names_per_series'
  | 'label_name_too_long'
  | 'label_value_too_long'
  | 'line_too_long'
  | 'greater_than_max_sample_age'
  | 'too_far_in_future'
  | 'disallowed_structured_metadata'
  | 'structured_metadata_too_large'
  | 'structured_metadata_too_many'
  | 'per_stream_rate_limit'
  | 'stream_limit';

export interface Refusal {
  readonly reason: RefusalReason;
  readonly message: string;
}

/** Labels in a message are cut behind so many characters: they may be as long as the body. */
const MAX_SHOWN = 8192;

const shown = (text: string): string => (text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text);

/**
 * Messages of https://grafana.com/docs/loki/latest/operations/request-validation-rate-limits/; senders' operators know
 * and search for them.
 */
export const refusals = {
  tooManyLabels: (labels: Labels, count: number, limit: number): Refusal => ({
    reason: 'max_label_names_per_series',
    message: `entry for stream '${shown(writeLabelString(labels))}' has ${count} label names; limit ${limit}`,
  }),
  labelNameTooLong: (labels: Labels, name: string): Refusal => ({
    reason: 'label_name_too_long',
    message: `stream '${shown(writeLabelString(labels))}' has label name too long: '${shown(name)}'`,
  }),
  labelValueTooLong: (labels: Labels, value: string): Refusal => ({
    reason: 'label_value_too_long',
    message: `stream '${shown(writeLabelString(labels))}' has label value too long: '${shown(value)}'`,
  }),
  tooManyStreams: (labels: Labels, tenant: Tenant): Refusal => ({
    reason: 'stream_limit',
    message: `maximum active stream limit exceeded when trying to create stream ${shown(writeLabelString(labels))}, reduce the number of active streams (reduce labels or reduce label values), or contact your Loki administrator to see if the limit can be increased, user: '${tenant}'`,
  }),
  lineTooLong: (labels: Labels, limit: number, length: number): Refusal => ({
    reason: 'line_too_long',
    message: `max entry size '${limit}' bytes exceeded for stream '${writeLabelString(labels)}' while adding an entry with length '${length}' bytes`,
  }),
  tooOld: (labels: Labels, nsLow: number, nsHigh: number, oldestMs: number): Refusal => ({
    reason: 'greater_than_max_sample_age',
    message: `entry for stream '${writeLabelString(labels)}' has timestamp too old: ${rfc3339(nsLow, nsHigh)}, oldest acceptable timestamp is: ${new Date(oldestMs).toISOString().replace(/\.\d+/, '')}`,
  }),
  tooNew: (labels: Labels, nsLow: number, nsHigh: number): Refusal => ({
    reason: 'too_far_in_future',
    message: `entry for stream '${writeLabelString(labels)}' has timestamp too new: ${rfc3339(nsLow, nsHigh)}`,
  }),
  metadataDisallowed: (labels: Labels): Refusal => ({
    reason: 'disallowed_structured_metadata',
    message: `stream '${writeLabelString(labels)}' includes structured metadata, but this feature is disallowed. Please see \`limits_config.allow_structured_metadata\` or contact your Loki administrator to enable it`,
  }),
  metadataTooLarge: (labels: Labels, size: number, limit: number): Refusal => ({
    reason: 'structured_metadata_too_large',
    message: `stream '${writeLabelString(labels)}' has structured metadata too large: '${size}' bytes, limit: '${limit}' bytes. Please see \`limits_config.max_structured_metadata_size\` or contact your Loki administrator to increase it`,
  }),
  metadataTooMany: (labels: Labels, count: number, limit: number): Refusal => ({
    reason: 'structured_metadata_too_many',
    message: `stream '${writeLabelString(labels)}' has too many structured metadata labels: '${count}', limit: '${limit}'. Please see \`limits_config.max_structured_metadata_entries_count\` or contact your Loki administrator to increase it`,
  }),
  streamRate: (labels: Labels, limits: LokiLimits, size: number): Refusal => ({
    reason: 'per_stream_rate_limit',
    message: `Per stream rate limit exceeded (limit: ${formatBytes(limits.perStreamRateLimit)}/sec) while attempting to ingest for stream '${writeLabelString(labels)}' totaling ${formatBytes(size)}, consider splitting a stream via additional labels or contact your Loki administrator to see if the limit can be increased`,
  }),
} as const;

/** The refusals of one request: each message once with how often it came, and entries counted by reason. */
export class RefusalLog {
  readonly byReason = new Map<RefusalReason, number>();
  private readonly messages = new Map<string, number>();

  /** Notes that `entries` are refused. */
  note(refusal: Refusal, entries = 1): void {
    if (entries === 0) return;
    this.byReason.set(refusal.reason, (this.byReason.get(refusal.reason) ?? 0) + entries);
    const known = this.messages.get(refusal.message);
    if (known !== undefined) this.messages.set(refusal.message, known + 1);
    else if (this.messages.size < MAX_MESSAGES) this.messages.set(refusal.message, 1);
  }

  get count(): number {
    let count = 0;
    for (const entries of this.byReason.values()) count += entries;
    return count;
  }

  /** All messages in one line; a message that came more than once says how often. */
  text(): string {
    return [...this.messages]
      .map(([message, count]) => (count > 1 ? `${count} errors like: ${message}` : message))
      .join('; ');
  }
}

const MAX_MESSAGES = 10;
