/** A query as it was asked. */
export interface AskedQuery {
  readonly language: 'promql' | 'logql' | 'traceql';
  readonly kind: 'instant' | 'range' | 'search';
  readonly text: string;
  readonly tenant: string;
}

export interface RunningQuery extends AskedQuery {
  /** ms since 1970. */
  readonly startedMs: number;
}

/** What a query read, as far as its engine counts it. */
export interface QueryReads {
  readonly samples?: number;
  readonly lines?: number;
  readonly bytes?: number;
  readonly traces?: number;
}

export interface FinishedQuery extends RunningQuery {
  readonly durationMs: number;
  /** `ok`, or the code of the error. */
  readonly outcome: string;
  readonly error?: string;
  readonly read: QueryReads;
}

export interface QueryLogOptions {
  /** Queries that take at least so long are kept, ms. */
  readonly thresholdMs: number;
  readonly now: () => number;
}

/** Slow queries that are remembered; the oldest go. */
const KEPT = 200;
/** Characters of a query that are remembered. */
const MAX_TEXT = 10_000;

/** Remembers the queries that run and those that were slow. */
export class QueryLog {
  private readonly underWay = new Set<RunningQuery>();
  private readonly kept: FinishedQuery[] = [];

  constructor(private readonly options: QueryLogOptions) {}

  get thresholdMs(): number {
    return this.options.thresholdMs;
  }

  /** Notes that a query begins; what it gives back notes that it ended, and counts once. */
  begin(asked: AskedQuery): (ended: { readonly read?: QueryReads; readonly error?: unknown }) => void {
    const running = { ...asked, text: asked.text.slice(0, MAX_TEXT), startedMs: this.options.now() };
    this.underWay.add(running);
    return ({ read = {}, error }) => {
      if (!this.underWay.delete(running)) return;
      const durationMs = this.options.now() - running.startedMs;
      if (durationMs < this.options.thresholdMs) return;
      this.kept.unshift({ ...running, durationMs, read, ...outcomeOf(error) });
      if (this.kept.length > KEPT) this.kept.pop();
    };
  }

  /** The newest first. */
  slow(): readonly FinishedQuery[] {
    return this.kept;
  }

  /** The one that runs longest first. */
  running(): readonly RunningQuery[] {
    return [...this.underWay];
  }
}

function outcomeOf(error: unknown): { outcome: string; error?: string } {
  if (error === undefined) return { outcome: 'ok' };
  const { code, message } = error as { code?: string; message?: string };
  return { outcome: code ?? 'internal', error: message ?? String(error) };
}
