import type { AttributeSink } from '../../model/attributes.js';

/**
 * A LogRecord's fields but for body and attributes, which go to the sink's `body` and `attributes` before. There is one
 * such object for a whole request, filled anew for each record. Times are ns as two words; 0 stands for "not known".
 * https://github.com/open-telemetry/opentelemetry-proto/blob/main/opentelemetry/proto/logs/v1/logs.proto
 */
export class LogRecordFields {
  timeLow = 0;
  timeHigh = 0;
  observedLow = 0;
  observedHigh = 0;
  severityNumber = 0;
  severityText = '';
  eventName = '';
  /** Lower-case hex, or empty. */
  traceId = '';
  spanId = '';
  flags = 0;
  droppedAttributes = 0;

  clear(): void {
    this.timeLow = this.timeHigh = this.observedLow = this.observedHigh = 0;
    this.severityNumber = this.flags = this.droppedAttributes = 0;
    this.severityText = this.eventName = this.traceId = this.spanId = '';
  }
}

/** Who sent, without the attributes, which go to the sink's `attributes` before. */
export interface ScopeFields {
  readonly name: string;
  readonly version: string;
  readonly droppedAttributes: number;
}

/**
 * Takes a request's resources, scopes and records, in the order of the request: a resource counts for the scopes and
 * records after it. Attributes of each are put into `attributes` before the call that takes them.
 */
export interface LogRecordSink {
  readonly attributes: AttributeSink;
  /** The body, under an empty key. Not called for a record without one. */
  readonly body: AttributeSink;
  /** The attributes that follow are a resource's. */
  beginResource(): void;
  /** The attributes that follow are a scope's. */
  beginScope(): void;
  /** With `false` the records of the resource are left out. */
  resource(droppedAttributes: number): boolean;
  /** Called for every ScopeLogs, with empty fields where the scope is not given. */
  scope(scope: ScopeFields): void;
  record(record: LogRecordFields): void;
  /** Records of a resource that was left out. */
  leftOut(records: number): void;
}

export const NO_SCOPE: ScopeFields = { name: '', version: '', droppedAttributes: 0 };
