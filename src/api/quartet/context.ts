import type { LogVolumes, TraceExemplarReader, TraceLogReader } from '../../storage/interface.js';
import type { SpanReader } from '../../storage/span-interface.js';
import type { ReadContext } from '../read-context.js';

/** What our own API is made of. */
export interface QuartetContext extends ReadContext {
  readonly logVolumes: LogVolumes;
  readonly spans: SpanReader;
  readonly traceLogs: TraceLogReader;
  readonly traceExemplars: TraceExemplarReader;
  /** The directory of the runbooks of the shipped alerts. */
  readonly runbooks: string;
}
