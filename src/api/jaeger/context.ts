import type { ServiceCallReader, SpanReader } from '../../storage/span-interface.js';
import type { ReadContext } from '../read-context.js';

/** What Jaeger's query API is made of. */
export interface JaegerContext extends ReadContext {
  readonly spans: SpanReader;
  readonly serviceCalls: ServiceCallReader;
}
