import { dateTimeFormat, systemDateFormats, type TimeZone } from '@grafana/data';
import uPlot from 'uplot';
import type { CanvasColors } from './canvas-colors';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const UTC_NAMES = new Set(['utc', 'Etc/UTC', 'UTC']);

/** The wall clock of a zone as uPlot wants it: a Date whose local parts are those of the zone. `ms` since 1970. */
export function wallClock(timeZone: TimeZone): (ms: number) => Date {
  if (timeZone === 'browser' || timeZone === '') return (ms) => new Date(ms);
  const name = UTC_NAMES.has(timeZone) ? 'Etc/UTC' : timeZone;
  return (ms) => {
    try {
      return uPlot.tzDate(new Date(ms), name);
    } catch {
      return new Date(ms);
    }
  };
}

/** The texts of ticks: the shortest format that tells them apart; with the date where a range is longer than a day. */
export function timeTexts(ticks: readonly number[], step: number, rangeMs: number, timeZone: TimeZone): string[] {
  const format = timeFormat(step, rangeMs);
  return ticks.map((ms) => dateTimeFormat(ms, { format, timeZone }));
}

/** Formats of the documentation's "date formats": HH:mm and the like. `step` and `rangeMs` in ms. */
function timeFormat(step: number, rangeMs: number): string {
  const { interval } = systemDateFormats;
  if (step < SECOND) return interval.millisecond;
  if (step < MINUTE) return rangeMs <= DAY ? interval.second : interval.hour;
  if (step < DAY && rangeMs <= 1.5 * DAY) return interval.minute;
  if (step < DAY) return interval.hour;
  if (step < 28 * DAY) return rangeMs > 400 * DAY ? 'YYYY-MM-DD' : interval.day;
  return step < 365 * DAY ? interval.month : interval.year;
}

interface TimeAxis {
  readonly timeZone: TimeZone;
  /** The name of the zone, where there are several. */
  readonly label: string | undefined;
  readonly isFirst: boolean;
  readonly colors: CanvasColors;
  readonly hasGrid: boolean;
  readonly side?: uPlot.Axis.Side;
}

/** The axis of time. Further ones, for other zones, have no grid. */
export function timeAxis({ timeZone, label, isFirst, colors, hasGrid, side = 2 }: TimeAxis): uPlot.Axis {
  return {
    scale: 'x',
    side,
    font: colors.font,
    stroke: colors.text,
    grid: { show: isFirst && hasGrid, stroke: colors.grid, width: 1 },
    ticks: { show: isFirst, stroke: colors.grid, width: 1, size: 4 },
    gap: 4,
    size: isFirst ? 26 : 18,
    space: (_chart, _axis, min, max) => (max - min > 1.5 * DAY ? 90 : 64),
    ...(label !== undefined && { label, labelSize: 12, labelFont: colors.font, labelGap: 0 }),
    values: (chart, splits, _axis, _space, step) => {
      const { min = 0, max = 0 } = chart.scales.x ?? {};
      return timeTexts(splits, step, (max ?? 0) - (min ?? 0), timeZone);
    },
  };
}
