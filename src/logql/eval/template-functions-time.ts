import { readGoDuration } from '../../lib/go-duration.js';
import { quoteGo } from '../../lib/go-quote.js';
import { TemplateError } from '../../lib/gotemplate/template-error.js';
import { TimeValue } from '../../lib/gotemplate/time-values.js';
import { GoInteger, type TemplateFunction, type TemplateFunctions, type Value } from '../../lib/gotemplate/value.js';
import { formatTime } from '../../lib/gotime/format.js';
import { parseTime } from '../../lib/gotime/parse.js';
import { Time, ZERO_TIME } from '../../lib/gotime/time.js';
import { loadZone } from '../../lib/gotime/zone.js';

const now = (): Time => new Time(BigInt(Date.now()) * 1_000_000n);

const NS_PER_SECOND = 1_000_000_000n;

/** Integers are seconds; what is no time means now. */
function timeOfValue(value: Value): Time {
  if (value instanceof TimeValue) return value.time;
  if (typeof value === 'bigint') return new Time(value * NS_PER_SECOND);
  return value instanceof GoInteger ? new Time(value.value * NS_PER_SECOND) : now();
}

/** The zero time for texts and zones that are none. */
function toDate(layout: string, zoneName: string, text: string): TimeValue {
  const zone = loadZone(zoneName);
  const parsed = zone === undefined ? undefined : parseTime(layout, text, zone);
  return new TimeValue(parsed !== undefined && 'time' in parsed ? parsed.time : ZERO_TIME);
}

/** By the number of digits: what one of it is in nanoseconds. */
const UNITS: Readonly<Record<number, bigint>> = {
  5: 86_400n * NS_PER_SECOND,
  10: NS_PER_SECOND,
  13: 1_000_000n,
  16: 1_000n,
  19: 1n,
};

function unixToTime(epoch: string): TimeValue {
  const failure = (why: string) => new TemplateError(`unable to parse time '${epoch}': ${why}`);
  const parsing = `strconv.ParseInt: parsing ${quoteGo(epoch)}`;
  if (!/^[+-]?\d+$/.test(epoch)) throw failure(`${parsing}: invalid syntax`);
  if (epoch.length > 30 || BigInt.asIntN(64, BigInt(epoch)) !== BigInt(epoch)) {
    throw failure(`${parsing}: value out of range`);
  }
  const unit = UNITS[epoch.length];
  if (unit === undefined) throw failure('%!w(<nil>)');
  return new TimeValue(new Time(BigInt(epoch) * unit));
}

const seconds: TemplateFunction = {
  parameters: ['string'],
  call: ([text]) => {
    const duration = readGoDuration(text);
    if ('problem' in duration) throw new TemplateError(duration.problem);
    return duration.value / 1e9;
  },
};

/** Whole units since 1970, as a text. */
const since1970 = (unit: bigint): TemplateFunction => ({
  parameters: ['time.Time'],
  call: ([{ time }]) => String((time.ns - (((time.ns % unit) + unit) % unit)) / unit),
});

/** The server's local zone is UTC. https://grafana.com/docs/loki/latest/query/template_functions/#date-and-time */
export const TIME_FUNCTIONS: TemplateFunctions = {
  now: { parameters: [], call: () => new TimeValue(now()) },
  date: { parameters: ['string', 'any'], call: ([layout, value]) => formatTime(timeOfValue(value), layout) },
  toDate: { parameters: ['string', 'string'], call: ([layout, text]) => toDate(layout, 'Local', text) },
  toDateInZone: {
    parameters: ['string', 'string', 'string'],
    call: ([layout, zone, text]) => toDate(layout, zone, text),
  },
  unixEpoch: since1970(NS_PER_SECOND),
  unixEpochMillis: since1970(1_000_000n),
  unixEpochNanos: since1970(1n),
  unixToTime: { parameters: ['string'], call: ([epoch]) => unixToTime(epoch) },
  duration: seconds,
  duration_seconds: seconds,
};
