import type { Signal } from '../app/links';
import { recentTexts } from '../app/recent-list';

const MOST = 50;
const LONGEST = 10_000;

/** The queries that were run in this browser. */
export const history = {
  metrics: recentTexts('quartet.history.metrics', MOST),
  logs: recentTexts('quartet.history.logs', MOST),
  traces: recentTexts('quartet.history.traces', MOST),
} as const;

export function rememberQuery(signal: Signal, query: string): void {
  if (query.trim() !== '' && query.length <= LONGEST) history[signal].remember(query);
}
