import type { AttributeTag } from '../../model/attributes.js';
import type { AnyValueJson } from './any-value-json.js';

/**
 * The plain text of a stored value, as Loki and Prometheus show attributes as label values and as the Collector's
 * `AsString` writes them: strings as they are, integers in decimal, doubles in their shortest form, `true`/`false`,
 * bytes in base64, an empty value as empty text, arrays and maps as plain JSON with sorted keys.
 * https://opentelemetry.io/docs/specs/otel/common/#attribute
 */
export function anyValueText(tag: AttributeTag, text: string): string {
  if (tag === 'd') return SPECIAL_DOUBLES[text] ?? text;
  return tag === 'a' ? plainJson(JSON.parse(text) as AnyValueJson) : text;
}

const SPECIAL_DOUBLES: Record<string, string> = { Infinity: '+Inf', '-Infinity': '-Inf' };

function plainJson(value: AnyValueJson): string {
  if ('stringValue' in value) return quoted(value.stringValue);
  if ('intValue' in value) return value.intValue;
  if ('boolValue' in value) return String(value.boolValue);
  if ('doubleValue' in value)
    return typeof value.doubleValue === 'number' ? String(value.doubleValue) : special(value.doubleValue);
  if ('bytesValue' in value) return quoted(value.bytesValue);
  if ('arrayValue' in value) return `[${(value.arrayValue.values ?? []).map(plainJson).join(',')}]`;
  if ('kvlistValue' in value) {
    const byKey = new Map((value.kvlistValue.values ?? []).map((pair) => [pair.key, pair.value]));
    const keys = [...byKey.keys()].sort();
    return `{${keys.map((key) => `${quoted(key)}:${plainJson(byKey.get(key)!)}`).join(',')}}`;
  }
  return 'null';
}

/** JSON has no numbers for these. */
const special = (text: string): string => (text === '-0' ? text : quoted(SPECIAL_DOUBLES[text] ?? text));

/** Go's encoding/json, which the original systems use, also escapes what could end a script element. */
const quoted = (text: string): string =>
  JSON.stringify(text).replace(/[<>&\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
