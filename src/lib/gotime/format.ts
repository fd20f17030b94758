import { MONTHS, WEEKDAYS } from './calendar.js';
import { type LayoutElement, type LayoutPart, layoutParts, STRING_LAYOUT } from './layout.js';
import type { Clock, Time } from './time.js';

/** A time under a layout. https://pkg.go.dev/time#Time.Format */
export function formatTime(time: Time, layout: string): string {
  const clock = time.clock();
  return layoutParts(layout)
    .map((part) => formatPart(part, clock))
    .join('');
}

/** As Go prints a time: `2026-11-20 10:00:00.123 +0000 UTC`. */
export const printTime = (time: Time): string => formatTime(time, STRING_LAYOUT);

function formatPart(part: LayoutPart, clock: Clock): string {
  if ('literal' in part) return part.literal;
  if (part.element !== 'fraction') return ELEMENTS[part.element](clock);
  const digits = String(clock.nanosecond).padStart(9, '0').slice(0, part.digits).padEnd(part.digits, '0');
  const shown = part.keepsZeros ? digits : digits.replace(/0+$/, '');
  return shown === '' ? '' : part.separator + shown;
}

const two = (value: number): string => String(value).padStart(2, '0');
const hour12 = ({ hour }: Clock): number => hour % 12 || 12;

const offset =
  (separator: ':' | '', parts: 1 | 2 | 3, isZ: boolean): ((clock: Clock) => string) =>
  (clock) => {
    if (isZ && clock.offset === 0) return 'Z';
    const size = Math.abs(clock.offset);
    const numbers = [Math.floor(size / 3600), Math.floor(size / 60) % 60, size % 60].slice(0, parts);
    return (clock.offset < 0 ? '-' : '+') + numbers.map(two).join(separator);
  };

const year = (value: number): string => `${value < 0 ? '-' : ''}${String(Math.abs(value)).padStart(4, '0')}`;

const ELEMENTS: Readonly<Record<Exclude<LayoutElement, 'fraction'>, (clock: Clock) => string>> = {
  January: ({ month }) => MONTHS[month - 1]!,
  Jan: ({ month }) => MONTHS[month - 1]!.slice(0, 3),
  '1': ({ month }) => String(month),
  '01': ({ month }) => two(month),
  Monday: ({ weekday }) => WEEKDAYS[weekday]!,
  Mon: ({ weekday }) => WEEKDAYS[weekday]!.slice(0, 3),
  '2': ({ day }) => String(day),
  _2: ({ day }) => String(day).padStart(2),
  '02': ({ day }) => two(day),
  __2: ({ yearDay }) => String(yearDay).padStart(3),
  '002': ({ yearDay }) => String(yearDay).padStart(3, '0'),
  '15': ({ hour }) => two(hour),
  '3': (clock) => String(hour12(clock)),
  '03': (clock) => two(hour12(clock)),
  '4': ({ minute }) => String(minute),
  '04': ({ minute }) => two(minute),
  '5': ({ second }) => String(second),
  '05': ({ second }) => two(second),
  '2006': (clock) => year(clock.year),
  '06': (clock) => two(((clock.year % 100) + 100) % 100),
  PM: ({ hour }) => (hour >= 12 ? 'PM' : 'AM'),
  pm: ({ hour }) => (hour >= 12 ? 'pm' : 'am'),
  MST: (clock) => clock.abbreviation || offset('', clock.offset % 60 === 0 ? 2 : 3, false)(clock),
  Z0700: offset('', 2, true),
  Z070000: offset('', 3, true),
  Z07: offset('', 1, true),
  'Z07:00': offset(':', 2, true),
  'Z07:00:00': offset(':', 3, true),
  '-0700': offset('', 2, false),
  '-070000': offset('', 3, false),
  '-07': offset('', 1, false),
  '-07:00': offset(':', 2, false),
  '-07:00:00': offset(':', 3, false),
};
