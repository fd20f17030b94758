import type { Stream } from '../../../data/loki/answer';
import { logFrame } from '../../../data/loki/log-frame';
import type { LokiQuery } from '../../../data/loki/query';
import { compareNs, type LogRow, rowsOf } from '../../../logs/log-row';

/** Lines that a live list holds: the oldest go. */
export const MOST_LIVE = 10_000;

/** https://grafana.com/docs/loki/latest/reference/loki-http-api/#stream-logs */
export interface TailMessage {
  readonly streams?: readonly Stream[] | null;
  readonly dropped_entries?: readonly unknown[] | null;
}

export interface TailState {
  /** Oldest first. */
  readonly rows: readonly LogRow[];
  /** Come while paused, not shown yet. */
  readonly held: readonly LogRow[];
  /** Lines that the server left out because we did not read fast enough. */
  readonly droppedByServer: number;
  /** Lines that this page let go: more came while paused than it holds. */
  readonly droppedHeld: number;
}

export const EMPTY_TAIL: TailState = { rows: [], held: [], droppedByServer: 0, droppedHeld: 0 };

/** The state with some messages more. */
export function withMessages(state: TailState, messages: readonly TailMessage[], isPaused: boolean): TailState {
  const streams = messages.flatMap((message) => message.streams ?? []);
  const dropped = messages.reduce((sum, message) => sum + (message.dropped_entries?.length ?? 0), 0);
  const query = { refId: 'tail', expr: '', maxLines: 0, direction: 'forward' } as LokiQuery;
  const fresh = rowsOf(logFrame(streams, query, []));
  const droppedByServer = state.droppedByServer + dropped;
  if (!isPaused) return { ...state, rows: bounded(merged(state.rows, fresh)), droppedByServer };
  const held = merged(state.held, fresh);
  const over = Math.max(0, held.length - MOST_LIVE);
  return { ...state, held: bounded(held), droppedByServer, droppedHeld: state.droppedHeld + over };
}

export const resumed = (state: TailState): TailState => ({
  ...state,
  rows: bounded(merged(state.rows, state.held)),
  held: [],
});

const bounded = (rows: readonly LogRow[]): readonly LogRow[] =>
  rows.length > MOST_LIVE ? rows.slice(rows.length - MOST_LIVE) : rows;

/** By time; ids, which are counted within a message, made unique. */
function merged(rows: readonly LogRow[], fresh: readonly LogRow[]): readonly LogRow[] {
  if (fresh.length === 0) return rows;
  const seen = new Set(rows.map(({ id }) => id));
  const named = fresh.map((row) => {
    let id = row.id;
    for (let count = 1; seen.has(id); count++) id = `${row.id}+${count}`;
    seen.add(id);
    return id === row.id ? row : { ...row, id };
  });
  const all = [...rows, ...named];
  const last = rows.at(-1);
  const isSorted = last === undefined || compareNs(last.ns, named[0]!.ns) <= 0;
  return isSorted ? all : all.sort((a, b) => compareNs(a.ns, b.ns));
}
