import { type DataFrame, dateTime, type TimeRange } from '@grafana/data';
import { compareNs, type LogRow, rowsOf } from '../../logs/log-row';

/** What one answer to the panel's queries has of lines. */
export interface Page {
  readonly rows: readonly LogRow[];
  /** Of each query that has as many lines as it may: its oldest and its newest, ms since 1970. */
  readonly cut: readonly { readonly oldest: number; readonly newest: number }[];
  /** Times that were asked for, ms. */
  readonly from: number;
  readonly to: number;
}

/** The lines of frames, each with an id of its own also among those of other queries. */
export function pageOf(frames: readonly DataFrame[], { from, to }: Pick<TimeRange, 'from' | 'to'>): Page {
  const names = new Map<string, number>();
  const found = frames.map((frame) => {
    const refId = frame.refId ?? '';
    const before = names.get(refId) ?? 0;
    names.set(refId, before + 1);
    const seen = new Set<string>();
    const rows = rowsOf(frame).map((row, index) => {
      const id = `${refId}${before || ''}/${seen.has(row.id) ? `${row.id} ${index}` : row.id}`;
      seen.add(row.id);
      return { ...row, id };
    });
    return { frame, rows };
  });
  return {
    rows: found.flatMap(({ rows }) => rows),
    cut: found.flatMap(({ frame, rows }) => {
      if (frame.meta?.limit === undefined || rows.length < frame.meta.limit) return [];
      const times = rows.map(({ timeMs }) => timeMs);
      return [{ oldest: times.reduce((a, b) => Math.min(a, b)), newest: times.reduce((a, b) => Math.max(a, b)) }];
    }),
    from: from.valueOf(),
    to: to.valueOf(),
  };
}

/** Which way further lines lie: that in which the queries were cut. */
export type Way = 'older' | 'newer';

export const wayOf = (frames: readonly DataFrame[]): Way =>
  frames.length > 0 && frames.every(({ meta }) => meta?.custom?.direction === 'forward') ? 'newer' : 'older';

/**
 * The times to be asked after `page`, within `range`; undefined where there is nothing more. Where several queries were cut it
 * begins with the one that reached least far, so that no line is left out. Pages overlap by the ms at which they meet; one whose
 * lines are all of a single ms is left behind.
 */
export function nextRange(page: Page, way: Way, range: TimeRange): TimeRange | undefined {
  if (page.cut.length === 0) return undefined;
  let [from, to] = [range.from.valueOf(), range.to.valueOf()];
  if (way === 'older') {
    const end = page.cut.map(({ oldest }) => oldest).reduce((a, b) => Math.max(a, b));
    to = end + 1 < page.to ? end + 1 : end;
  } else {
    const begin = page.cut.map(({ newest }) => newest).reduce((a, b) => Math.min(a, b));
    from = begin > page.from ? begin : begin + 1;
  }
  if (from >= to) return undefined;
  const [start, stop] = [dateTime(from), dateTime(to)];
  return { from: start, to: stop, raw: { from: start, to: stop } };
}

/** Whether no line can lie between the first page, asked anew, and the pages that were read after it before. */
export function isJoined(first: Page, others: readonly Page[], way: Way, range: TimeRange): boolean {
  const next = nextRange(first, way, range);
  if (next === undefined) return true;
  const reached = others.flatMap(({ from, to }) => (way === 'older' ? to : from));
  return way === 'older'
    ? next.to.valueOf() <= reached.reduce((a, b) => Math.max(a, b))
    : next.from.valueOf() >= reached.reduce((a, b) => Math.min(a, b));
}

/** The lines of all pages once, those from `from` on (ms), in the order of time. */
export function sortedRows(pages: readonly Page[], newestFirst: boolean, from: number): LogRow[] {
  const rows = new Map<string, LogRow>();
  for (const page of pages) for (const row of page.rows) if (row.timeMs >= from) rows.set(row.id, row);
  return [...rows.values()].sort((a, b) => (newestFirst ? compareNs(b.ns, a.ns) : compareNs(a.ns, b.ns)));
}
