import type { SpanBatch } from '../../model/spans.js';
import type { SpanCatalog } from '../read/spans/span-catalog.js';
import type { AnnouncedAttribute } from '../write/span-attributes.js';
import type { ResourcePresence } from './resource-presence.js';
import type { TraceMinutes } from './trace-minutes.js';

/** What a process that alone writes to its store keeps in memory of spans, so that questions ask the store less. */
export class RecentSpans {
  constructor(
    readonly catalog: SpanCatalog,
    readonly presence: ResourcePresence,
    readonly traceMinutes: TraceMinutes,
  ) {}

  /** To be called when spans are stored and before that is acknowledged, with the attributes that are new to their days. */
  note(batch: SpanBatch, attributes: readonly AnnouncedAttribute[]): void {
    this.catalog.note(batch.tenant, batch.resources, attributes);
    this.presence.note(batch);
    this.traceMinutes.note(batch);
  }

  /** To be called when spans were taken out of the store, or it is not sure that what was noted is in it. */
  forget(): void {
    this.catalog.forget();
    this.presence.forget();
  }
}
