import type { StoredAttributes } from '../../model/stored-span.js';

/** `KeyValue` of Jaeger's UI. */
export interface UiTag {
  readonly key: string;
  readonly type: 'string' | 'bool' | 'int64' | 'float64' | 'binary';
  readonly value: string | number | boolean;
}

export const stringTag = (key: string, value: string): UiTag => ({ key, type: 'string', value });

/** What a stored value becomes by its tag (`AttributeTag`): integers that JavaScript cannot hold and odd doubles stay text. */
const TAGS: Readonly<Record<string, (key: string, text: string) => UiTag>> = {
  s: stringTag,
  i: (key, text) => ({ key, type: 'int64', value: exact(text) }),
  d: (key, text) => ({ key, type: 'float64', value: Number.isFinite(Number(text)) ? Number(text) : text }),
  b: (key, text) => ({ key, type: 'bool', value: text === 'true' }),
  x: (key, text) => ({ key, type: 'binary', value: text }),
  a: (key, text) => stringTag(key, plainJson(text)),
  n: (key) => stringTag(key, ''),
};

export const uiTag = (key: string, tagged: string): UiTag =>
  (TAGS[tagged.charAt(0)] ?? stringTag)(key, tagged.slice(1));

export function uiTags(attributes: StoredAttributes): UiTag[] {
  const tags: UiTag[] = [];
  for (let i = 0; i < attributes.length; i += 2) tags.push(uiTag(attributes[i]!, attributes[i + 1]!));
  return tags;
}

function exact(text: string): number | string {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : text;
}

interface AnyValue {
  readonly stringValue?: string;
  readonly intValue?: string;
  readonly doubleValue?: number | string;
  readonly boolValue?: boolean;
  readonly bytesValue?: string;
  readonly arrayValue?: { readonly values?: readonly AnyValue[] };
  readonly kvlistValue?: { readonly values?: readonly { readonly key: string; readonly value?: AnyValue }[] };
}

/** Arrays and maps as the JSON that a reader expects, without OTLP's marks of types. Their depth is bounded where they come in. */
const plainJson = (anyValue: string): string => JSON.stringify(plain(JSON.parse(anyValue) as AnyValue));

function plain(value: AnyValue): unknown {
  if (value.arrayValue !== undefined) return (value.arrayValue.values ?? []).map(plain);
  if (value.kvlistValue !== undefined) {
    return Object.fromEntries(
      (value.kvlistValue.values ?? []).map(({ key, value: inner = {} }) => [key, plain(inner)]),
    );
  }
  if (value.intValue !== undefined) return exact(value.intValue);
  return value.stringValue ?? value.doubleValue ?? value.boolValue ?? value.bytesValue ?? null;
}
