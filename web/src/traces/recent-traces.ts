import { RecentList } from '../app/recent-list';

/** A trace that was looked at in this browser. */
interface RecentTrace {
  readonly traceId: string;
  readonly title: string;
}

const isRecent = (value: unknown): value is RecentTrace =>
  typeof (value as RecentTrace | null)?.traceId === 'string' && typeof (value as RecentTrace).title === 'string';

export const recentTraces = new RecentList<RecentTrace>(
  'quartet.recent-traces',
  20,
  (value) => (isRecent(value) ? value : undefined),
  ({ traceId }) => traceId,
);
