import type { TimeRange } from '@grafana/data';
import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { useUrlState } from '../app/url-state';
import { readTimeRange, type TimeReading } from './time-range';

export interface TimeState {
  readonly range: TimeRange;
  /** The same read at this moment: what is relative to now has moved on since the last tick. */
  readonly rangeNow: () => TimeRange;
  /** An IANA name, `utc` or `browser`. */
  readonly timeZone: string;
  /** `''` for none, else as `30s`. */
  readonly refresh: string;
  /** Counts up with every refresh, by hand or by time: part of every query's key. */
  readonly tick: number;
  /** Texts as in URLs: `now-1h`, or ms. */
  readonly setRange: (raw: { from: string; to: string }) => void;
  readonly setTimeZone: (timeZone: string) => void;
  readonly setRefresh: (refresh: string) => void;
  readonly refreshNow: () => void;
}

interface TimeDefaults extends TimeReading {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly refresh?: string | undefined;
  readonly timeZone?: string | undefined;
}

const TimeContext = createContext<TimeState | undefined>(undefined);

/**
 * The time of everything below it, kept in the URL as `from`, `to`, `timezone` and `refresh` (Grafana's names), with what a
 * page or dashboard has as its own until then.
 */
export function TimeProvider({ defaults = {}, children }: { defaults?: TimeDefaults; children: ReactNode }) {
  const { search, update } = useUrlState();
  const [tick, setTick] = useState(0);
  const from = search.get('from') ?? defaults.from;
  const to = search.get('to') ?? defaults.to;
  const timeZone = search.get('timezone') ?? (defaults.timeZone || 'browser');
  const refresh = search.get('refresh') ?? defaults.refresh ?? '';
  const refreshNow = useCallback(() => setTick((count) => count + 1), []);
  useRefresh(refresh, refreshNow);
  const { fiscalYearStartMonth, weekStart, nowDelay } = defaults;
  const rangeNow = useCallback(
    () =>
      readTimeRange({ from: from ?? undefined, to: to ?? undefined }, timeZone, {
        fiscalYearStartMonth,
        weekStart,
        nowDelay,
      }),
    [from, to, timeZone, fiscalYearStartMonth, weekStart, nowDelay],
  );
  // `tick` is among the dependencies because it moves what is relative to now.
  const range = useMemo(rangeNow, [rangeNow, tick]);
  const state = useMemo<TimeState>(
    () => ({
      range,
      rangeNow,
      timeZone,
      refresh,
      tick,
      setRange: (raw) => update(raw),
      setTimeZone: (next) => update({ timezone: next }),
      setRefresh: (next) => update({ refresh: next === '' && !defaults.refresh ? undefined : next }, { replace: true }),
      refreshNow,
    }),
    [range, rangeNow, timeZone, refresh, tick, update, refreshNow, defaults.refresh],
  );
  return <TimeContext.Provider value={state}>{children}</TimeContext.Provider>;
}

export function useTime(): TimeState {
  const state = useContext(TimeContext);
  if (state === undefined) throw new Error('useTime is used outside of a TimeProvider');
  return state;
}

/**
 * Calls at each interval while the page is in sight, and once when it comes back after one was missed. While something is
 * being asked it waits for the next: where answers take longer than the interval none would ever be there in time.
 */
function useRefresh(refresh: string, refreshNow: () => void): void {
  const queries = useQueryClient();
  useEffect(() => {
    const every = intervalMs(refresh);
    if (every === undefined) return undefined;
    let missed = false;
    const timer = setInterval(() => {
      missed = document.hidden;
      if (!document.hidden && queries.isFetching() === 0) refreshNow();
    }, every);
    const seen = () => {
      if (!document.hidden && missed) refreshNow();
      missed = document.hidden && missed;
    };
    document.addEventListener('visibilitychange', seen);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', seen);
    };
  }, [refresh, refreshNow, queries]);
}

const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `30s` in ms, at least a second; undefined for what is no interval. */
function intervalMs(text: string): number | undefined {
  const parts = /^(\d+)([smhd])$/.exec(text);
  return parts === null ? undefined : Math.max(1000, Number(parts[1]) * UNITS[parts[2]!]!);
}
