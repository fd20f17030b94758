import { TimeValue } from '../../lib/gotemplate/time-values.js';
import { GoInteger, GoMap, GoObject, isList, type Value } from '../../lib/gotemplate/value.js';
import { formatTime } from '../../lib/gotime/format.js';
import { StructureValue } from './structure-value.js';

const RFC3339 = '2006-01-02T15:04:05.999999999Z07:00';

/** The names that fields have in JSON. */
const JSON_NAMES: Readonly<Record<string, string>> = {
  GroupLabels: 'groupLabels',
  CommonLabels: 'commonLabels',
  CommonAnnotations: 'commonAnnotations',
  ExternalURL: 'externalURL',
  StartsAt: 'startsAt',
  EndsAt: 'endsAt',
  GeneratorURL: 'generatorURL',
};

/** Of a template's value, what `JSON.stringify` takes. */
export function plainValue(value: Value): unknown {
  if (value === undefined) return null;
  if (typeof value === 'bigint') return Number(value);
  if (isList(value)) return Array.from(value, plainValue);
  if (value instanceof GoMap) return Object.fromEntries(value.sorted().map(([key, one]) => [key, plainValue(one)]));
  if (value instanceof TimeValue) return formatTime(value.time, RFC3339);
  if (value instanceof GoInteger) return Number(value.value);
  if (value instanceof StructureValue)
    return Object.fromEntries(
      Object.entries(value.fields).map(([name, one]) => [jsonName(value, name), plainValue(one)]),
    );
  return value instanceof GoObject ? value.toString() : value;
}

const jsonName = ({ type }: StructureValue, name: string): string =>
  type === 'template.Pair' ? name : (JSON_NAMES[name] ?? name.toLowerCase());
