import { integerText } from '../../model/attributes.js';
import { labelsFrom } from '../../model/labels.js';
import type { Tenant } from '../../model/tenant.js';
import { highWord, lowWord } from '../../model/words.js';
import type { LogRecordFields, LogRecordSink, ScopeFields } from '../../wire/otlp/logs-record.js';
import { utf8 } from '../../wire/protobuf/reader.js';
import type { EntryRows, EntryRules } from '../loki/entry-rows.js';
import { labelNameOf } from '../loki/metadata-names.js';
import { MetadataRow } from '../loki/metadata-row.js';
import type { Refusal } from '../loki/refusals.js';
import type { KnownStream, StreamTable } from '../loki/stream-table.js';
import { type AttributeTexts, BodyText, FlatAttributes } from './logs-attributes.js';

/** What the conversion of one request works with. */
export interface LogRowsContext {
  readonly tenant: Tenant;
  readonly streams: StreamTable;
  readonly rules: EntryRules;
  readonly rows: EntryRows;
  /** Resource attributes that become labels. */
  readonly indexLabels: ReadonlySet<string>;
  /** Current time in ms. */
  readonly now: number;
}

/**
 * Turns OTLP log records into Loki's model as Loki documents it: some attributes of the resource are the labels of the
 * stream; its other attributes, the scope, and all of the record but body and time are structured metadata. Where these
 * have a name in common the record's counts before the scope's, and the scope's before the resource's.
 * https://grafana.com/docs/loki/latest/send-data/otel/#format-considerations
 */
export class LogRows implements LogRecordSink, AttributeTexts {
  readonly attributes = new FlatAttributes(this);
  readonly body = new BodyText();
  /** Resource, scope and record, one after another. */
  private readonly metadata = new MetadataRow();
  private ofResource = 0;
  private ofScope = 0;
  private labels: [string, string][] = [];
  private readonly serviceHints = new Map<string, string>();
  private stream: KnownStream | undefined;
  /** Why the records of the present resource are left out. */
  private refusal: Refusal | undefined;
  private atResource = true;

  constructor(private readonly context: LogRowsContext) {}

  slice(name: string, source: Uint8Array, start: number, end: number): void {
    if (this.atResource) this.resourceText(name, utf8(source, start, end));
    else this.metadata.add(this.context.rules.names.ofText(name), source, start, end);
  }

  text(name: string, value: string): void {
    if (this.atResource) this.resourceText(name, value);
    else this.metadata.addText(this.context.rules.names.ofText(name), value);
  }

  beginResource(): void {
    this.metadata.truncate(0);
    this.labels = [];
    this.serviceHints.clear();
    this.atResource = true;
  }

  resource(droppedAttributes: number): boolean {
    const { streams, tenant, rules } = this.context;
    this.atResource = false;
    if (droppedAttributes > 0) this.put('resource_dropped_attributes_count', String(droppedAttributes));
    this.ofResource = this.metadata.count;
    const found = streams.withLabels(tenant, rules, labelsFrom(this.labels), this.serviceHints);
    if ('refusal' in found) {
      this.refusal = found.refusal;
      return false;
    }
    this.stream = found.stream;
    return true;
  }

  beginScope(): void {
    this.metadata.truncate(this.ofResource);
  }

  leftOut(records: number): void {
    if (this.refusal !== undefined) this.context.rows.refused.note(this.refusal, records);
  }

  scope(scope: ScopeFields): void {
    if (scope.name !== '') this.put('scope_name', scope.name);
    if (scope.version !== '') this.put('scope_version', scope.version);
    if (scope.droppedAttributes > 0) this.put('scope_dropped_attributes_count', String(scope.droppedAttributes));
    this.ofScope = this.metadata.count;
  }

  record(record: LogRecordFields): void {
    const { rows, now } = this.context;
    this.putFields(record);
    let { timeLow, timeHigh } = record;
    if (timeLow === 0 && timeHigh === 0) {
      timeLow = record.observedLow;
      timeHigh = record.observedHigh;
    }
    if (timeLow === 0 && timeHigh === 0) {
      const ns = BigInt(now) * 1_000_000n;
      timeLow = lowWord(ns);
      timeHigh = highWord(ns);
    }
    const { source, start, end } = this.body;
    rows.append(this.stream!, timeLow, timeHigh | 0, source, start, end, this.metadata);
    this.metadata.truncate(this.ofScope);
    this.body.clear();
  }

  private putFields(record: LogRecordFields): void {
    const observed = record.observedLow !== 0 || record.observedHigh !== 0;
    if (observed && (record.timeLow !== 0 || record.timeHigh !== 0)) {
      this.put('observed_timestamp', integerText(record.observedLow, record.observedHigh));
    }
    if (record.severityNumber !== 0) this.put('severity_number', String(record.severityNumber));
    if (record.severityText !== '') this.put('severity_text', record.severityText);
    if (record.eventName !== '') this.put('event_name', record.eventName);
    if (record.droppedAttributes !== 0) this.put('dropped_attributes_count', String(record.droppedAttributes));
    if (record.flags !== 0) this.put('flags', String(record.flags));
    if (record.traceId !== '') this.put('trace_id', record.traceId);
    if (record.spanId !== '') this.put('span_id', record.spanId);
  }

  private resourceText(name: string, value: string): void {
    if (this.context.indexLabels.has(name)) this.labels.push([labelNameOf(name), value]);
    else this.put(name, value);
    this.serviceHints.set(labelNameOf(name), value);
  }

  private put(name: string, value: string): void {
    this.metadata.addText(this.context.rules.names.ofText(name), value);
  }
}
