import {
  dateMath,
  dateTime,
  dateTimeFormat,
  type RawTimeRange,
  rangeUtil,
  setWeekStart,
  type TimeRange,
} from '@grafana/data';

const DEFAULT_RANGE: RawTimeRange = { from: 'now-1h', to: 'now' };

/** How a dashboard reads relative times. */
export interface TimeReading {
  /** The month in which a fiscal year begins, for `now/fy` and `now/fQ`; 0 is January. */
  readonly fiscalYearStartMonth?: number | undefined;
  /** `monday`, `sunday` or `saturday`, for `now/w`; empty for that of the browser. */
  readonly weekStart?: string | undefined;
  /** The last of it is left out of ranges that end now: `1m`. */
  readonly nowDelay?: string | undefined;
}

/**
 * A range from texts as they stand in URLs and dashboards: `now-6h`, `now/d`, ms since 1970, ISO 8601, or Grafana's
 * `20261121T101500`. What cannot be read counts as the default.
 */
export function readTimeRange(
  raw: { from?: string | undefined; to?: string | undefined },
  timeZone?: string,
  reading: TimeReading = {},
): TimeRange {
  const from = raw.from ?? String(DEFAULT_RANGE.from);
  const to = raw.to ?? String(DEFAULT_RANGE.to);
  const { nowDelay = '', weekStart } = reading;
  const isDelayed = to === 'now' && rangeUtil.isValidTimeSpan(nowDelay);
  // Grafana's data library knows one week for all: each range is read with its own.
  setWeekStart(weekStart || undefined);
  const start = momentOf(from, false, timeZone, reading);
  const end = momentOf(isDelayed ? `now-${nowDelay}` : to, true, timeZone, reading);
  if (start === undefined || end === undefined || !start.isBefore(end)) {
    return from === DEFAULT_RANGE.from && to === DEFAULT_RANGE.to
      ? readTimeRange({}, timeZone)
      : readTimeRange({}, timeZone, reading);
  }
  return {
    from: start,
    to: end,
    raw: { from: isRelative(from) ? from : start, to: isRelative(to) ? to : end },
  };
}

const isRelative = (text: string): boolean => text.includes('now');

function momentOf(text: string, roundUp: boolean, timezone: string | undefined, reading: TimeReading) {
  if (isRelative(text)) {
    const { fiscalYearStartMonth } = reading;
    const found = dateMath.toDateTime(text, {
      roundUp,
      ...(timezone !== undefined && { timezone }),
      ...(fiscalYearStartMonth !== undefined && { fiscalYearStartMonth }),
    });
    return found?.isValid() ? found : undefined;
  }
  const compact = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)$/.exec(text);
  const found = /^\d{10,}$/.test(text)
    ? dateTime(Number(text))
    : dateTime(compact ? `${compact.slice(1, 4).join('-')}T${compact.slice(4).join(':')}Z` : text);
  return found.isValid() ? found : undefined;
}

/** As it stands in a URL: relative texts as they are, absolute times as ms. */
export const rangeTexts = ({ raw }: { raw: RawTimeRange }): { from: string; to: string } => ({
  from: typeof raw.from === 'string' ? raw.from : String(raw.from.valueOf()),
  to: typeof raw.to === 'string' ? raw.to : String(raw.to.valueOf()),
});

/** The same length, moved by half of it (`-1` earlier, `1` later). */
export function shifted(range: TimeRange, direction: -1 | 1): { from: string; to: string } {
  const by = ((range.to.valueOf() - range.from.valueOf()) / 2) * direction;
  return { from: String(Math.round(range.from.valueOf() + by)), to: String(Math.round(range.to.valueOf() + by)) };
}

/** Twice as long about the same middle. */
export function zoomedOut(range: TimeRange): { from: string; to: string } {
  const half = (range.to.valueOf() - range.from.valueOf()) / 2;
  return { from: String(Math.round(range.from.valueOf() - half)), to: String(Math.round(range.to.valueOf() + half)) };
}

/** In words: `Last 1 hour`, `2026-11-21 22:50:00 to 2026-11-21 23:10:00`. */
const describeRange = (range: TimeRange, timeZone: string): string => rangeUtil.describeTimeRange(range.raw, timeZone);

export const isAbsolute = ({ raw }: TimeRange): boolean => typeof raw.from !== 'string' && typeof raw.to !== 'string';

/** The same, with the day of absolute times only once where it is one: `2026-11-21 22:50:00 – 23:10:00`. */
export function shortRange(range: TimeRange, timeZone: string): string {
  if (!isAbsolute(range)) return describeRange(range, timeZone);
  const [from, to] = [dateTimeFormat(range.from, { timeZone }), dateTimeFormat(range.to, { timeZone })];
  return `${from} – ${from.slice(0, DAY_LENGTH) === to.slice(0, DAY_LENGTH) ? to.slice(DAY_LENGTH) : to}`;
}

/** Of `2026-11-21 `. */
const DAY_LENGTH = 11;
