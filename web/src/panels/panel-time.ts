import { dateMath, dateTime, rangeUtil, type TimeRange } from '@grafana/data';

/** A panel's own time. https://grafana.com/docs/grafana/latest/panels-visualizations/query-transform-data/#query-options */
export interface PanelTimeOptions {
  /** `2h`, `now/d`: the time before the end of the page's range, or from now on. */
  readonly timeFrom?: string | null | undefined;
  /** `1d`: how much earlier. */
  readonly timeShift?: string | null | undefined;
  readonly hideTimeOverride?: boolean | undefined;
}

export interface PanelTime {
  readonly range: TimeRange;
  /** In the panel's title, that its time is not the page's; `''` where it is or that is not to be shown. */
  readonly note: string;
  /** What cannot be read of the options. */
  readonly problem?: string;
}

/**
 * The range of a panel. `timeFrom` counts only while the page's range is relative; both read variables before they come here.
 */
export function panelTime(
  page: TimeRange,
  { timeFrom, timeShift, hideTimeOverride = false }: PanelTimeOptions,
): PanelTime {
  const from = timeFrom ? lastOf(page, timeFrom) : page;
  const shifted = timeShift ? earlier(from ?? page, timeShift) : from;
  if (from === undefined || shifted === undefined) {
    return {
      range: page,
      note: '',
      problem: `"${from === undefined ? timeFrom : timeShift}" is no length of time, as 2h is`,
    };
  }
  const notes = [
    from === page ? '' : rangeUtil.describeTextRange(timeFrom!).display,
    timeShift ? `${timeShift} earlier` : '',
  ];
  return { range: shifted, note: hideTimeOverride ? '' : notes.filter(Boolean).join(', ') };
}

function lastOf(page: TimeRange, text: string): TimeRange | undefined {
  if (!rangeUtil.isRelativeTimeRange(page.raw)) return page;
  const { from, to, invalid } = rangeUtil.describeTextRange(text);
  const start = dateMath.toDateTime(from, { roundUp: false });
  const end = to === 'now' ? page.to : dateMath.toDateTime(to, { roundUp: true });
  if (invalid || start === undefined || end === undefined || !start.isValid() || !end.isValid()) return undefined;
  // Both hang on the page's end, so that panels drawn a moment later ask for the same.
  const length = end.valueOf() - start.valueOf();
  const exact = /^now-\d+\w$/.test(from) && to === 'now' ? rangeUtil.intervalToMs(from.slice('now-'.length)) : length;
  const begin = to === 'now' && !from.includes('/') ? dateTime(end.valueOf() - exact) : start;
  return { from: begin, to: end, raw: { from, to } };
}

function earlier(range: TimeRange, text: string): TimeRange | undefined {
  const shift = `-${text.trim().replace(/^[-+]/, '')}`;
  const from = dateMath.parseDateMath(shift, range.from, false);
  const to = dateMath.parseDateMath(shift, range.to, true);
  if (from === undefined || to === undefined || !from.isValid() || !to.isValid()) return undefined;
  return { from, to, raw: { from, to } };
}
