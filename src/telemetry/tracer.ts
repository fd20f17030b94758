import { randomBytes } from 'node:crypto';

/** A finished span of the program itself. */
export interface OwnSpan {
  readonly traceId: Buffer;
  readonly spanId: Buffer;
  readonly parentId: Buffer;
  readonly name: string;
  /** OTLP's kind: 2 server, 1 internal. */
  readonly kind: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly failed: boolean;
  readonly attributes: Readonly<Record<string, string | number>>;
}

const MAX_WAITING = 1000;
/** Of requests without a `traceparent` one in so many is traced, so that the program never drowns in its own spans. */
const SAMPLE_ONE_IN = 50;
const NO_PARENT = Buffer.alloc(8);

/** The program's own tracer: server spans of requests, bounded, taken away by self-telemetry. */
export class Tracer {
  private finished: OwnSpan[] = [];
  private seen = 0;

  /**
   * Begins a span, or answers undefined where the request is not sampled. A W3C `traceparent`
   * (https://www.w3.org/TR/trace-context/) decides when there is one.
   */
  start(
    name: string,
    kind: number,
    traceparent?: string,
  ): ((end: { failed: boolean; attributes: OwnSpan['attributes'] }) => void) | undefined {
    const parent = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(traceparent ?? '');
    const sampled = parent === null ? this.seen++ % SAMPLE_ONE_IN === 0 : (Number.parseInt(parent[3]!, 16) & 1) === 1;
    if (!sampled) return undefined;
    const startMs = Date.now();
    const started = performance.now();
    const span = {
      traceId: parent === null ? randomBytes(16) : Buffer.from(parent[1]!, 'hex'),
      spanId: randomBytes(8),
      parentId: parent === null ? NO_PARENT : Buffer.from(parent[2]!, 'hex'),
      name,
      kind,
      startMs,
    };
    return ({ failed, attributes }) => {
      if (this.finished.length >= MAX_WAITING) return;
      this.finished.push({ ...span, endMs: startMs + (performance.now() - started), failed, attributes });
    };
  }

  take(): OwnSpan[] {
    const taken = this.finished;
    this.finished = [];
    return taken;
  }
}
