import { quoteGo } from '../go-quote.js';
import { daysInMonth, MONTHS, WEEKDAYS } from './calendar.js';
import { type LayoutElement, type LayoutPart, layoutParts } from './layout.js';
import { type Time, timeOf } from './time.js';
import { fixedZone, UTC, type Zone } from './zone.js';

/** A time, or why the text is none under the layout. */
export type ParsedTime = { readonly time: Time } | { readonly problem: string };

/** What has been read so far. */
interface Reading {
  year: number;
  month?: number;
  day?: number;
  yearDay?: number;
  hour: number;
  minute: number;
  second: number;
  nanosecond: number;
  isAfternoon?: boolean;
  offset?: number;
  abbreviation?: string;
}

/** How much of the text an element takes, or undefined where it does not fit; `range` names a value that is too large. */
type Read = { readonly end: number; readonly range?: string } | undefined;

/**
 * Reads a text under a layout; where it says nothing of a zone, clocks of `zone` are meant.
 * https://pkg.go.dev/time#ParseInLocation
 */
export function parseTime(layout: string, text: string, zone: Zone = UTC): ParsedTime {
  const fail = (rest: string, element: string): ParsedTime => ({
    problem: `${prefix(layout, text)}: cannot parse ${quoteGo(rest)} as ${quoteGo(element)}`,
  });
  const reading: Reading = { year: 0, hour: 0, minute: 0, second: 0, nanosecond: 0 };
  const parts = layoutParts(layout);
  let at = 0;
  for (const [i, part] of parts.entries()) {
    if ('literal' in part) {
      const end = skipLiteral(part.literal, text, at);
      if (end === undefined) return fail(text.slice(at), part.literal);
      at = end;
      continue;
    }
    const read = readPart(part, parts[i + 1], text, at, reading);
    if (read === undefined) return fail(text.slice(at), nameOf(part));
    if (read.range !== undefined) return { problem: `parsing time ${quoteGo(text)}: ${read.range} out of range` };
    at = read.end;
  }
  if (at < text.length) return { problem: `parsing time ${quoteGo(text)}: extra text: ${quoteGo(text.slice(at))}` };
  return assemble(reading, text, zone);
}

const prefix = (layout: string, text: string): string => `parsing time ${quoteGo(text)} as ${quoteGo(layout)}`;

const nameOf = (part: Exclude<LayoutPart, { literal: string }>): string =>
  part.element === 'fraction' ? part.separator + (part.keepsZeros ? '0' : '9').repeat(part.digits) : part.element;

/** Spaces of a layout stand for any number of spaces. */
function skipLiteral(literal: string, text: string, start: number): number | undefined {
  let at = start;
  for (let i = 0; i < literal.length; i++) {
    if (literal[i] === ' ') {
      if (at < text.length && text[at] !== ' ') return undefined;
      while (literal[i + 1] === ' ') i++;
      while (text[at] === ' ') at++;
    } else if (text[at++] !== literal[i]) return undefined;
  }
  return at;
}

function readPart(
  part: Exclude<LayoutPart, { literal: string }>,
  next: LayoutPart | undefined,
  text: string,
  at: number,
  reading: Reading,
): Read {
  if (part.element === 'fraction') return readFraction(part.digits, part.keepsZeros, text, at, reading);
  const read = ELEMENTS[part.element](text, at, reading);
  const isSecond = part.element === '5' || part.element === '05';
  const hasFraction = next !== undefined && 'element' in next && next.element === 'fraction';
  if (!isSecond || hasFraction || read === undefined) return read;
  const fraction = /[.,]\d+/y;
  fraction.lastIndex = read.end;
  if (!fraction.test(text)) return read;
  return { ...read, ...readFraction(fraction.lastIndex - read.end - 1, true, text, read.end, reading) };
}

function readFraction(digits: number, isExact: boolean, text: string, at: number, reading: Reading): Read {
  const fraction = isExact ? new RegExp(`[.,](\\d{${digits}})`, 'y') : /[.,](\d{1,9})(?!\d)/y;
  fraction.lastIndex = at;
  const found = fraction.exec(text);
  if (found === null) return isExact ? undefined : { end: at };
  reading.nanosecond = Number(found[1]!.slice(0, 9).padEnd(9, '0'));
  return { end: fraction.lastIndex };
}

type ReadElement = (text: string, at: number, reading: Reading) => Read;

/** A number of `pattern`, from `min` to `max`. */
function number(
  pattern: string,
  min: number,
  max: number,
  what: string,
  set: (to: Reading, value: number) => void,
): ReadElement {
  const regex = new RegExp(pattern, 'y');
  return (text, at, reading) => {
    regex.lastIndex = at;
    const found = regex.exec(text);
    if (found === null) return undefined;
    const value = Number(found[0]);
    set(reading, value);
    return { end: at + found[0].length, ...(value < min || value > max ? { range: what } : {}) };
  };
}

function name(names: readonly string[], set: (to: Reading, index: number) => void): ReadElement {
  return (text, at, reading) => {
    const index = names.findIndex((one) => text.slice(at, at + one.length).toLowerCase() === one.toLowerCase());
    if (index < 0) return undefined;
    set(reading, index);
    return { end: at + names[index]!.length };
  };
}

const setMonth = (to: Reading, value: number): void => {
  to.month = value;
};
const setDay = (to: Reading, value: number): void => {
  to.day = value;
};
const setYearDay = (to: Reading, value: number): void => {
  to.yearDay = value;
};
const setHour = (to: Reading, value: number): void => {
  to.hour = value;
};
const setMinute = (to: Reading, value: number): void => {
  to.minute = value;
};
const setSecond = (to: Reading, value: number): void => {
  to.second = value;
};
const ignore = (): void => {};
const short = (names: readonly string[]): string[] => names.map((one) => one.slice(0, 3));

const half =
  (afternoon: string, morning: string): ReadElement =>
  (text, at, reading) => {
    const word = text.slice(at, at + 2);
    if (word !== afternoon && word !== morning) return undefined;
    reading.isAfternoon = word === afternoon;
    return { end: at + 2 };
  };

function offset(separator: ':' | '', parts: 1 | 2 | 3, isZ: boolean): ReadElement {
  const regex = new RegExp(`([+-])(\\d\\d)${`${separator}(\\d\\d)`.repeat(parts - 1)}`, 'y');
  return (text, at, reading) => {
    if (isZ && text[at] === 'Z') {
      reading.offset = 0;
      reading.abbreviation = 'UTC';
      return { end: at + 1 };
    }
    regex.lastIndex = at;
    const found = regex.exec(text);
    if (found === null) return undefined;
    const [, sign, hours, minutes = '0', seconds = '0'] = found;
    if (Number(hours) > 24) return { end: regex.lastIndex, range: 'time zone offset hour' };
    if (Number(minutes) > 60) return { end: regex.lastIndex, range: 'time zone offset minute' };
    if (Number(seconds) > 60) return { end: regex.lastIndex, range: 'time zone offset second' };
    reading.offset = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * (sign === '-' ? -1 : 1);
    return { end: regex.lastIndex };
  };
}

const ABBREVIATION =
  /UTC|GMT[+-]\d{1,2}|(?:ChST|MeST)|[A-Z]{4}T(?![A-Z])|WITA|[A-Z]{3}T(?![A-Z])|[A-Z]{3}(?![A-Z])|[+-]\d\d/y;

const abbreviation: ReadElement = (text, at, reading) => {
  ABBREVIATION.lastIndex = at;
  const found = ABBREVIATION.exec(text);
  if (found === null) return undefined;
  reading.abbreviation = found[0];
  if (found[0] === 'UTC') reading.offset = 0;
  return { end: ABBREVIATION.lastIndex };
};

const ELEMENTS: Readonly<Record<Exclude<LayoutElement, 'fraction'>, ReadElement>> = {
  January: name(MONTHS, (to, index) => setMonth(to, index + 1)),
  Jan: name(short(MONTHS), (to, index) => setMonth(to, index + 1)),
  '1': number('\\d\\d?', 1, 12, 'month', setMonth),
  '01': number('\\d\\d', 1, 12, 'month', setMonth),
  Monday: name(WEEKDAYS, ignore),
  Mon: name(short(WEEKDAYS), ignore),
  '2': number('\\d\\d?', 0, 99, 'day', setDay),
  _2: number(' ?\\d\\d?', 0, 99, 'day', setDay),
  '02': number('\\d\\d', 0, 99, 'day', setDay),
  __2: number(' {0,2}\\d{1,3}', 0, 999, 'day', setYearDay),
  '002': number('\\d{3}', 0, 999, 'day', setYearDay),
  '15': number('\\d\\d', 0, 23, 'hour', setHour),
  '3': number('\\d\\d?', 0, 12, 'hour', setHour),
  '03': number('\\d\\d', 0, 12, 'hour', setHour),
  '4': number('\\d\\d?', 0, 59, 'minute', setMinute),
  '04': number('\\d\\d', 0, 59, 'minute', setMinute),
  '5': number('\\d\\d?', 0, 59, 'second', setSecond),
  '05': number('\\d\\d', 0, 59, 'second', setSecond),
  '2006': number('\\d{4}', 0, 9999, 'year', (to, value) => {
    to.year = value;
  }),
  '06': number('\\d\\d', 0, 99, 'year', (to, value) => {
    to.year = value >= 69 ? value + 1900 : value + 2000;
  }),
  PM: half('PM', 'AM'),
  pm: half('pm', 'am'),
  MST: abbreviation,
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

function assemble(reading: Reading, text: string, zone: Zone): ParsedTime {
  const outOfRange = (what: string): ParsedTime => ({ problem: `parsing time ${quoteGo(text)}: ${what} out of range` });
  const { year, yearDay, minute, second, nanosecond, isAfternoon } = reading;
  let { month, day, hour } = reading;
  if (isAfternoon === true && hour < 12) hour += 12;
  if (isAfternoon === false && hour === 12) hour = 0;
  if (yearDay !== undefined) {
    const length = daysInMonth(year, 2) === 29 ? 366 : 365;
    if (yearDay < 1 || yearDay > length) return outOfRange('day-of-year');
    if (month === undefined) [month, day] = [1, yearDay];
  } else {
    month ??= 1;
    day ??= 1;
    if (day < 1 || day > daysInMonth(year, month)) return outOfRange('day');
  }
  const at = (where: Zone): Time => timeOf(where, year, month!, day ?? 1, hour, minute, second, nanosecond);
  return { time: at(zoneOf(reading, at, zone)) };
}

/** The zone that the text names: `zone` itself where its clocks agree, else one of a fixed offset. */
function zoneOf({ offset: given, abbreviation: word = '' }: Reading, at: (zone: Zone) => Time, zone: Zone): Zone {
  if (given !== undefined) {
    if (word === 'UTC') return UTC;
    const shown = zone.at(Number(at(fixedZone('', given)).seconds));
    return shown.offset === given && (word === '' || shown.abbreviation === word) ? zone : fixedZone(word, given);
  }
  if (word === '' || zone.at(Number(at(zone).seconds)).abbreviation === word) return zone;
  const hours = /^GMT([+-]\d+)$/.exec(word)?.[1] ?? '0';
  return fixedZone(word, Number(hours) * 3600);
}
