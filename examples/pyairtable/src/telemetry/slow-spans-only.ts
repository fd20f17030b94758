import type { Context } from '@opentelemetry/api';
import { hrTimeToMilliseconds } from '@opentelemetry/core';
import type { ReadableSpan, Span, SpanProcessor } from '@opentelemetry/sdk-trace-node';

/** Lets only spans of at least `thresholdMs` through: airtable-gateway traces only slow calls under `platform`. */
export class SlowSpansOnly implements SpanProcessor {
  constructor(
    private readonly next: SpanProcessor,
    private readonly thresholdMs: number,
  ) {}

  onStart(span: Span, parent: Context): void {
    this.next.onStart(span, parent);
  }

  onEnd(span: ReadableSpan): void {
    if (hrTimeToMilliseconds(span.duration) >= this.thresholdMs) this.next.onEnd(span);
  }

  forceFlush(): Promise<void> {
    return this.next.forceFlush();
  }

  shutdown(): Promise<void> {
    return this.next.shutdown();
  }
}
