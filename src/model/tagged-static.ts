import type { Static } from './static.js';

/**
 * A stored value (`model/attributes.ts`) as queries see it; undefined for what they do not: maps, bytes, empty values, and
 * arrays that are empty or of several types.
 */
export function staticOf(tagged: string): Static | undefined {
  return READERS[tagged[0] ?? '']?.(tagged.slice(1));
}

const READERS: Readonly<Record<string, (text: string) => Static | undefined>> = {
  s: (text) => ({ type: 'string', value: text }),
  i: integer,
  d: (text) => ({ type: 'float', value: Number(text) }),
  b: (text) => ({ type: 'bool', value: text === 'true' }),
  a: (text) => arrayOf(JSON.parse(text)),
};

function integer(text: string): Static {
  const near = Number(text);
  return { type: 'int', value: Number.isSafeInteger(near) ? near : BigInt(text) };
}

interface AnyValue {
  readonly stringValue?: string;
  readonly intValue?: string;
  readonly doubleValue?: number | string;
  readonly boolValue?: boolean;
  readonly arrayValue?: { readonly values?: readonly AnyValue[] };
}

function arrayOf({ arrayValue }: AnyValue): Static | undefined {
  const values = (arrayValue?.values ?? []).map(elementOf);
  const element = values[0]?.type;
  if (element === undefined || values.some((value) => value?.type !== element)) return undefined;
  return { type: 'array', element: element as 'string', values: values as Static[] };
}

function elementOf(value: AnyValue): Static | undefined {
  if (value.stringValue !== undefined) return { type: 'string', value: value.stringValue };
  if (value.intValue !== undefined) return integer(String(value.intValue));
  if (value.doubleValue !== undefined) return { type: 'float', value: Number(value.doubleValue) };
  if (value.boolValue !== undefined) return { type: 'bool', value: value.boolValue };
  return undefined;
}
