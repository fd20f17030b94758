import { unescapeQuery } from '../../lib/gotemplate/escape.js';
import { prometheusFunctions } from '../../lib/gotemplate/prometheus-functions.js';
import { SafeMarkup } from '../../lib/gotemplate/safe-markup.js';
import { TemplateError } from '../../lib/gotemplate/template-error.js';
import { TimeValue } from '../../lib/gotemplate/time-values.js';
import {
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
import { NestedSizes } from './nested-sizes.js';
import { plainValue } from './plain-value.js';

const ofText = (call: (text: string) => Value): TemplateFunction => ({
  parameters: ['string'],
  call: ([text]) => call(text),
});

/** The first letter of each word in upper case; the others stay. Unlike in rules an apostrophe is within a word: "It's". */
const title = (text: string): string =>
  text.replace(/(^|[^\p{L}\p{N}_'])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());

function join(separator: string, parts: Value, room: Room): string {
  if (!isList(parts) || !parts.every((part) => typeof part === 'string'))
    throw new TemplateError(`wrong type for value; expected []string; got ${typeName(parts)}`);
  room.checkLength(parts.reduce((sum, part) => sum + part.length + separator.length, 0));
  return parts.join(separator);
}

function inZone(name: string, { time }: TimeValue): TimeValue {
  const zone = loadZone(name);
  if (zone === undefined) throw new TemplateError(`unknown time zone ${name}`);
  return new TimeValue(time.in(zone));
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
  const sizes = new NestedSizes();
  return {
    ...prometheusFunctions(),
    title: ofText(title),
    trimSpace: ofText((text) => text.trim()),
    join: { parameters: ['string', 'any'], call: ([separator, parts], room) => join(separator, parts, room) },
    safeHtml: ofText((text) => new SafeMarkup('template.HTML', text)),
    safeUrl: ofText((text) => new SafeMarkup('template.URL', text)),
    urlUnescape: ofText(unescapeQuery),
    stringSlice: { parameters: [], variadic: 'string', call: (texts) => texts },
    date: { parameters: ['string', 'time.Time'], call: ([layout, { time }]) => formatTime(time, layout) },
    tz: { parameters: ['string', 'time.Time'], call: ([name, time]) => inZone(name, time) },
    since: {
      parameters: ['time.Time'],
      call: ([time]) => new TimeValue(new Time(BigInt(clock.now()) * 1_000_000n)).minus(time),
    },
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
