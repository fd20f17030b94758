import { parseGoFloat } from '../../lib/go-number.js';
import { SafeMarkup } from '../../lib/gotemplate/safe-markup.js';
import { TemplateError } from '../../lib/gotemplate/template-error.js';
import { TimeValue } from '../../lib/gotemplate/time-values.js';
import {
  GoObject,
  integerOf,
  isList,
  type Room,
  type TemplateFunction,
  type TemplateFunctions,
  typeName,
  type Value,
  ValueMap,
} from '../../lib/gotemplate/value.js';
import { formatTime } from '../../lib/gotime/format.js';
import { Time } from '../../lib/gotime/time.js';
import { loadZone } from '../../lib/gotime/zone.js';
import type { Clock } from '../../telemetry/clock.js';
import { Expressions } from './expressions.js';
import { humanizeDuration } from './humanize-duration.js';
import { NestedSizes } from './nested-sizes.js';
import { plainValue } from './plain-value.js';

const ofText = (call: (text: string) => Value): TemplateFunction => ({
  parameters: ['string'],
  call: ([text]) => call(text),
});

/** The first letter of each word in upper case; the others stay. */
const title = (text: string): string =>
  text.replace(/(^|[^\p{L}\p{N}_'])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());

function join(separator: string, parts: Value, room: Room): string {
  if (!isList(parts) || !parts.every((part) => typeof part === 'string'))
    throw new TemplateError(`wrong type for value; expected []string; got ${typeName(parts)}`);
  room.checkLength(parts.reduce((sum, part) => sum + part.length + separator.length, 0));
  return parts.join(separator);
}

function decodeQuery(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new TemplateError('invalid URL escape');
  }
}

function inZone(name: string, { time }: TimeValue): TimeValue {
  const zone = loadZone(name);
  if (zone === undefined) throw new TemplateError(`unknown time zone ${name}`);
  return new TimeValue(time.in(zone));
}

const NS_PER_SECOND = 1e9;

/** Of a number, a text or a duration. */
function seconds(value: Value): number {
  const integer = integerOf(value);
  if (integer !== undefined)
    return value instanceof GoObject && value.type === 'time.Duration'
      ? Number(integer) / NS_PER_SECOND
      : Number(integer);
  const number = typeof value === 'string' ? parseGoFloat(value) : value;
  if (typeof number === 'number') return number;
  throw new TemplateError(`can't convert ${typeName(value)} to float`);
}

function toJson(value: Value, room: Room): string {
  const text = JSON.stringify(plainValue(value));
  room.checkLength(text.length);
  return text;
}

function dictionary(pairs: readonly Value[], sizes: NestedSizes): ValueMap {
  if (pairs.length % 2 !== 0) throw new TemplateError('dict needs keys and values in turn');
  const values = new Map<string, Value>();
  for (let i = 0; i < pairs.length; i += 2) {
    const key = pairs[i];
    if (typeof key !== 'string') throw new TemplateError(`dict key ${i / 2} is no string but ${typeName(key)}`);
    values.set(key, pairs[i + 1]);
  }
  sizes.check([...values.values()]);
  return new ValueMap(values);
}

/** https://prometheus.io/docs/alerting/latest/notifications/#functions */
export function templateFunctions(clock: Pick<Clock, 'now'>): TemplateFunctions {
  const expressions = new Expressions();
  const sizes = new NestedSizes();
  return {
    title: ofText(title),
    toUpper: ofText((text) => text.toUpperCase()),
    toLower: ofText((text) => text.toLowerCase()),
    trimSpace: ofText((text) => text.trim()),
    join: { parameters: ['string', 'any'], call: ([separator, parts], room) => join(separator, parts, room) },
    match: { parameters: ['string', 'string'], call: ([pattern, text]) => expressions.matches(pattern, text) },
    reReplaceAll: {
      parameters: ['string', 'string', 'string'],
      call: ([pattern, replacement, text], room) => expressions.replace(pattern, replacement, text, room),
    },
    safeHtml: ofText((text) => new SafeMarkup('template.HTML', text)),
    safeUrl: ofText((text) => new SafeMarkup('template.URL', text)),
    urlUnescape: ofText(decodeQuery),
    stringSlice: { parameters: [], variadic: 'string', call: (texts) => texts },
    date: { parameters: ['string', 'time.Time'], call: ([layout, { time }]) => formatTime(time, layout) },
    tz: { parameters: ['string', 'time.Time'], call: ([name, time]) => inZone(name, time) },
    since: {
      parameters: ['time.Time'],
      call: ([time], room) => {
        const now = new TimeValue(new Time(BigInt(clock.now()) * 1_000_000n));
        return (now.member('Sub') as { method: TemplateFunction }).method.call([time], room);
      },
    },
    humanizeDuration: { parameters: ['any'], call: ([value]) => humanizeDuration(seconds(value)) },
    toJson: { parameters: ['any'], call: ([value], room) => toJson(value, room) },
    list: { parameters: [], variadic: 'any', call: (values) => sizes.check(values) },
    append: {
      parameters: ['any'],
      variadic: 'any',
      call: ([list, ...values]) => {
        if (!isList(list)) throw new TemplateError(`append needs a list, got ${typeName(list)}`);
        return sizes.check([...list, ...values]);
      },
    },
    dict: { parameters: [], variadic: 'any', call: (pairs) => dictionary(pairs, sizes) },
  };
}
