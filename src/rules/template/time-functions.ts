import { parseDuration } from '../../lib/duration.js';
import { printf } from '../../lib/gotemplate/printf.js';
import { TemplateError } from '../../lib/gotemplate/template-error.js';
import { numberOf } from '../../lib/gotemplate/template-number.js';
import { DurationValue, TimeValue } from '../../lib/gotemplate/time-values.js';
import type { Room, TemplateFunctions, Value } from '../../lib/gotemplate/value.js';
import { printTime } from '../../lib/gotime/format.js';
import { Time } from '../../lib/gotime/time.js';

/** Seconds that 64 bits of nanoseconds hold. */
const MAX_SECONDS = 9_223_372_036;

function nanoseconds(seconds: number): bigint {
  if (!(Math.abs(seconds) <= MAX_SECONDS)) {
    throw new TemplateError(`${seconds} cannot be represented as a nanoseconds timestamp since it overflows int64`);
  }
  return BigInt(Math.round(seconds * 1000)) * 1_000_000n;
}

const timeOf = (seconds: number): TimeValue => new TimeValue(new Time(nanoseconds(seconds)));

function humanizeTimestamp(seconds: number, room: Room): string {
  if (!Number.isFinite(seconds)) return printf('%.4g', [seconds], room);
  return printTime(timeOf(seconds).time);
}

function secondsOf(text: string): number {
  const ms = parseDuration(text);
  if (ms === undefined || ms < 0) throw new TemplateError(`not a valid duration string: ${JSON.stringify(text)}`);
  return ms / 1000;
}

/** https://prometheus.io/docs/prometheus/latest/configuration/template_reference/#numbers */
export const TIME_FUNCTIONS: TemplateFunctions = {
  humanizeTimestamp: {
    parameters: ['any'],
    call: ([value]: readonly Value[], room) => humanizeTimestamp(numberOf(value), room),
  },
  toTime: { parameters: ['any'], call: ([value]: readonly Value[]) => timeOf(numberOf(value)) },
  toDuration: {
    parameters: ['any'],
    call: ([value]: readonly Value[]) => new DurationValue(nanoseconds(numberOf(value))),
  },
  parseDuration: { parameters: ['string'], call: ([text]) => secondsOf(text) },
};
