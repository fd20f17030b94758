import { z } from 'zod';
import type { Range, TimeInterval } from '../../alerting/time-intervals/time-interval.js';
import { MONTHS, WEEKDAYS } from '../../lib/gotime/calendar.js';
import { loadZone } from '../../lib/gotime/zone.js';
import { plainText, value } from '../values.js';

const TIME = /^(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/;

/** Minutes since midnight. */
const timeOfDay = value('a time of day such as 08:30, from 00:00 to 24:00', (given) => {
  const parts = typeof given === 'string' ? TIME.exec(given) : null;
  if (parts === null) return undefined;
  return parts[1] === undefined ? 24 * 60 : Number(parts[1]) * 60 + Number(parts[2]);
});

const timeRange = z
  .strictObject({ start_time: timeOfDay, end_time: timeOfDay })
  .transform(({ start_time, end_time }, context): Range => {
    if (start_time >= end_time)
      context.addIssue({
        code: 'custom',
        continue: false,
        message: 'start_time must be before end_time; a night is two ranges, up to 24:00 and from 00:00',
      });
    return { from: start_time, to: end_time };
  });

/** `a:b` or `a`; `read` gives `undefined` for what has no meaning. */
const range = (
  expected: string,
  read: (text: string) => number | undefined,
  problem: (range: Range) => string | undefined,
) =>
  value(expected, (given) => {
    if (typeof given !== 'string' && typeof given !== 'number') return undefined;
    const parts = String(given)
      .split(':')
      .map((part) => read(part.trim().toLowerCase()));
    const [from, to = from] = parts;
    return from === undefined || to === undefined || parts.length > 2 || parts.includes(undefined)
      ? undefined
      : { from, to };
  }).superRefine((given, context) => {
    const message =
      given.from > given.to && given.from > 0 === given.to > 0
        ? 'the first of a range must not be after its last'
        : problem(given);
    if (message !== undefined) context.addIssue({ code: 'custom', continue: false, message });
  });

const integer = (text: string) => (/^-?\d{1,6}$/.test(text) ? Number(text) : undefined);
const none = () => undefined;

const weekdays = range('a weekday such as monday or a range such as monday:friday', placeIn(WEEKDAYS, 0), none);

const months = range(
  'a month such as may or 5, or a range such as 1:3',
  (text) => {
    const number = integer(text);
    if (number !== undefined) return number >= 1 && number <= 12 ? number : undefined;
    return placeIn(MONTHS, 1)(text);
  },
  none,
);

const years = range(
  'a year such as 2030 or a range such as 2030:2032',
  (text) => {
    const year = integer(text);
    return year !== undefined && year >= 0 ? year : undefined;
  },
  none,
);

const daysOfMonth = range(
  'a day of the month such as 1 or -1 (the last), or a range such as 1:5 or -3:-1',
  (text) => {
    const day = integer(text);
    return day !== undefined && day !== 0 && Math.abs(day) <= 31 ? day : undefined;
  },
  ({ from, to }) =>
    from < 0 && to > 0 ? 'a range that begins at a day counted from the end must end at one, too' : undefined,
);

function placeIn(names: readonly string[], first: number): (text: string) => number | undefined {
  const known = names.map((name) => name.toLowerCase());
  return (text) => (known.includes(text) ? known.indexOf(text) + first : undefined);
}

const location = value('a time zone such as Europe/Berlin', (given) =>
  typeof given === 'string' && loadZone(given) !== undefined ? given : undefined,
);

/** https://prometheus.io/docs/alerting/latest/configuration/#time_interval-0 */
const timeInterval = z
  .strictObject({
    times: z.array(timeRange).default([]),
    weekdays: z.array(weekdays).default([]),
    days_of_month: z.array(daysOfMonth).default([]),
    months: z.array(months).default([]),
    years: z.array(years).default([]),
    location: location.default('UTC'),
  })
  .transform(({ days_of_month, ...given }): TimeInterval => ({ ...given, daysOfMonth: days_of_month }));

/** https://prometheus.io/docs/alerting/latest/configuration/#time_interval */
export const namedTimeIntervals = z.array(
  z.strictObject({
    name: plainText.refine((name) => name !== '', { error: 'must not be empty', abort: true }),
    time_intervals: z.array(timeInterval).default([]),
  }),
);
