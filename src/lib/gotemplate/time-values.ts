import { MONTHS, WEEKDAYS } from '../gotime/calendar.js';
import { formatGoDuration } from '../gotime/duration.js';
import { formatTime, printTime } from '../gotime/format.js';
import { type Clock, type Time, timeOf, ZERO_TIME } from '../gotime/time.js';
import { UTC } from '../gotime/zone.js';
import { GoObject, int64, type ParameterType, type TemplateFunction, type Value } from './value.js';

type Methods<T> = Readonly<
  // biome-ignore lint/suspicious/noExplicitAny: the parameters say what the arguments are
  Record<string, { readonly parameters?: readonly ParameterType[]; readonly call: (self: T, ...args: any[]) => Value }>
>;

function methodOf<T>(methods: Methods<T>, self: T, name: string): { method: TemplateFunction } | undefined {
  if (!Object.hasOwn(methods, name)) return undefined;
  const { parameters = [], call } = methods[name]!;
  return { method: { parameters, call: (args) => call(self, ...args) } };
}

/** A number of a named type, which is printed as a word. */
abstract class NamedInteger extends GoObject {
  abstract override readonly integer: bigint;

  equals(other: GoObject): boolean {
    return other.integer === this.integer;
  }

  member(name: string): { method: TemplateFunction } | undefined {
    return methodOf<NamedInteger>({ String: { call: (self) => self.toString() } }, this, name);
  }
}

class MonthValue extends NamedInteger {
  readonly type = 'time.Month';

  constructor(override readonly integer: bigint) {
    super();
  }

  toString(): string {
    return MONTHS[Number(this.integer) - 1]!;
  }
}

class WeekdayValue extends NamedInteger {
  readonly type = 'time.Weekday';

  constructor(override readonly integer: bigint) {
    super();
  }

  toString(): string {
    return WEEKDAYS[Number(this.integer)]!;
  }
}

/** Nanoseconds. https://pkg.go.dev/time#Duration */
export class DurationValue extends NamedInteger {
  readonly type = 'time.Duration';

  constructor(override readonly integer: bigint) {
    super();
  }

  toString(): string {
    return formatGoDuration(this.integer);
  }

  override member(name: string): { method: TemplateFunction } | undefined {
    return methodOf(DURATION_METHODS, this, name) ?? super.member(name);
  }
}

const inUnit = (ns: number) => ({ call: (self: DurationValue) => Number(self.integer) / ns });
const inWholeUnit = (ns: bigint) => ({ call: (self: DurationValue) => int64(self.integer / ns) });

const DURATION_METHODS: Methods<DurationValue> = {
  Seconds: inUnit(1e9),
  Minutes: inUnit(6e10),
  Hours: inUnit(3.6e12),
  Milliseconds: inWholeUnit(1_000_000n),
  Microseconds: inWholeUnit(1_000n),
  Nanoseconds: inWholeUnit(1n),
  Abs: { call: ({ integer }) => new DurationValue(integer < 0n ? -integer : integer) },
  Truncate: {
    parameters: ['time.Duration'],
    call: ({ integer }, { integer: to }: DurationValue) =>
      new DurationValue(to <= 0n ? integer : integer - (integer % to)),
  },
  Round: {
    parameters: ['time.Duration'],
    call: (self, to: DurationValue) => new DurationValue(round(self.integer, to.integer)),
  },
};

/** To the nearest multiple, halves away from zero. */
function round(value: bigint, to: bigint): bigint {
  if (to <= 0n) return value;
  const size = value < 0n ? -value : value;
  const below = size - (size % to);
  const nearest = 2n * (size - below) < to ? below : below + to;
  return value < 0n ? -nearest : nearest;
}

/** A time in a template, with the methods that return one value. https://pkg.go.dev/time#Time */
export class TimeValue extends GoObject {
  readonly type = 'time.Time';

  constructor(readonly time: Time) {
    super();
  }

  toString(): string {
    return printTime(this.time);
  }

  minus(other: TimeValue): DurationValue {
    return new DurationValue(BigInt.asIntN(64, this.time.ns - other.time.ns));
  }

  equals(other: GoObject): boolean {
    return other instanceof TimeValue && other.time.ns === this.time.ns;
  }

  member(name: string): { method: TemplateFunction } | undefined {
    return methodOf(TIME_METHODS, this, name);
  }
}

const clockPart = (read: (clock: Clock) => Value) => ({ call: ({ time }: TimeValue) => read(time.clock()) });
const since1970 = (ns: bigint) => ({
  call: ({ time }: TimeValue) => int64((time.ns - (((time.ns % ns) + ns) % ns)) / ns),
});
const compare = (holds: (left: bigint, right: bigint) => Value) => ({
  parameters: ['time.Time'],
  call: ({ time }: TimeValue, other: TimeValue) => holds(time.ns, other.time.ns),
});

/** Multiples count from Go's zero time. */
function truncated(time: Time, to: bigint): Time {
  if (to <= 0n) return time;
  return time.plus(-((((time.ns - ZERO_TIME.ns) % to) + to) % to));
}

const TIME_METHODS: Methods<TimeValue> = {
  Format: { parameters: ['string'], call: ({ time }, layout: string) => formatTime(time, layout) },
  String: { call: (self) => self.toString() },
  UTC: { call: ({ time }) => new TimeValue(time.in(UTC)) },
  Local: { call: ({ time }) => new TimeValue(time.in(UTC)) },
  Unix: since1970(1_000_000_000n),
  UnixMilli: since1970(1_000_000n),
  UnixMicro: since1970(1_000n),
  UnixNano: since1970(1n),
  Year: clockPart(({ year }) => BigInt(year)),
  Month: clockPart(({ month }) => new MonthValue(BigInt(month))),
  Day: clockPart(({ day }) => BigInt(day)),
  Hour: clockPart(({ hour }) => BigInt(hour)),
  Minute: clockPart(({ minute }) => BigInt(minute)),
  Second: clockPart(({ second }) => BigInt(second)),
  Nanosecond: clockPart(({ nanosecond }) => BigInt(nanosecond)),
  YearDay: clockPart(({ yearDay }) => BigInt(yearDay)),
  Weekday: clockPart(({ weekday }) => new WeekdayValue(BigInt(weekday))),
  IsZero: { call: ({ time }) => time.ns === ZERO_TIME.ns },
  Before: compare((left, right) => left < right),
  After: compare((left, right) => left > right),
  Equal: compare((left, right) => left === right),
  Compare: compare((left, right) => (left === right ? 0n : left < right ? -1n : 1n)),
  Sub: { parameters: ['time.Time'], call: (self, other: TimeValue) => self.minus(other) },
  Add: { parameters: ['time.Duration'], call: ({ time }, by: DurationValue) => new TimeValue(time.plus(by.integer)) },
  AddDate: { parameters: ['int', 'int', 'int'], call: ({ time }, ...by: bigint[]) => new TimeValue(addDate(time, by)) },
  Truncate: {
    parameters: ['time.Duration'],
    call: ({ time }, to: DurationValue) => new TimeValue(truncated(time, to.integer)),
  },
};

const MAX_DATE_STEP = 1_000_000;

function addDate(time: Time, by: readonly bigint[]): Time {
  const [years = 0, months = 0, days = 0] = by.map((one) =>
    Math.max(-MAX_DATE_STEP, Math.min(MAX_DATE_STEP, Number(one))),
  );
  const { year, month, day, hour, minute, second, nanosecond } = time.clock();
  return timeOf(time.zone, year + years, month + months, day + days, hour, minute, second, nanosecond);
}
