import { askSource } from '../../data/ask';
import { CATEGORIZED, type LokiAnswer, type Stream } from '../../data/loki/answer';
import { logFrame, statsOf } from '../../data/loki/log-frame';
import type { LokiQuery } from '../../data/loki/query';
import { type LogRow, rowsOf } from '../log-row';

export interface LinesQuestion {
  readonly expr: string;
  /** ns since 1970: from the first inclusive to the second exclusive. */
  readonly start: string;
  readonly end: string;
  readonly limit: number;
  readonly direction: 'backward' | 'forward';
}

export interface LinesAnswer {
  /** `backward`: the newest first. */
  readonly rows: readonly LogRow[];
  readonly warnings: readonly string[];
  /** Of the server: bytes and lines that it has read, seconds. */
  readonly summary: Readonly<Record<string, unknown>>;
}

/** Lines with times to the ns, so that pages of them meet without a gap. */
export async function askLines(question: LinesQuestion, signal: AbortSignal): Promise<LinesAnswer> {
  const { expr, start, end, limit, direction } = question;
  const answer = await askSource<LokiAnswer>(
    'loki',
    'loki/api/v1/query_range',
    { query: expr, start, end, limit, direction },
    { headers: CATEGORIZED, isForm: true, signal },
  );
  const streams = answer.data?.result;
  if (answer.data?.resultType !== 'streams' || !Array.isArray(streams)) {
    throw new Error('the server did not answer as Loki does: "data" has no lines');
  }
  const query = { refId: 'A', expr, maxLines: limit, direction } as LokiQuery;
  return {
    rows: rowsOf(logFrame(streams as Stream[], query, statsOf(answer))),
    warnings: answer.warnings ?? [],
    summary: answer.data.stats?.summary ?? {},
  };
}

export const nsOf = (ms: number): string => `${Math.round(ms)}000000`;
export const nextNs = (ns: string): string => String(BigInt(ns) + 1n);
