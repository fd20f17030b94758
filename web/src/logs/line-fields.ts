/** How the fields of a line are read by a query: the name of LogQL's parser. */
export type LineFormat = 'json' | 'logfmt';

export interface LineFields {
  readonly format: LineFormat;
  readonly fields: Readonly<Record<string, string>>;
}

/** Characters up to which a line is read: longer ones are no records that people look into by field. */
const LONGEST = 100_000;

/** The fields of a line of JSON, nested ones with `_` as LogQL's `json` has them, or of `key=value`; undefined for other lines. */
export function readLineFields(line: string): LineFields | undefined {
  if (line.length > LONGEST) return undefined;
  const json = readObject(line);
  if (json !== undefined) return { format: 'json', fields: Object.fromEntries(flat(json, '')) };
  const pairs = [...line.matchAll(/(?:^|\s)([A-Za-z_][\w.-]*)=("(?:[^"\\]|\\.)*"|\S*)/g)];
  if (pairs.length < 2) return undefined;
  const fields = pairs.map(([, name, value]) => [labelName(name!), unquoted(value!)] as const);
  return { format: 'logfmt', fields: Object.fromEntries(fields) };
}

function readObject(line: string): Readonly<Record<string, unknown>> | undefined {
  if (!/^\s*\{/.test(line) || line.length > LONGEST) return undefined;
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** A line of JSON over several lines; others as they are. */
export function prettified(line: string): string {
  const value = readObject(line);
  return value === undefined ? line : JSON.stringify(value, null, 2);
}

function flat(value: Readonly<Record<string, unknown>>, prefix: string): [name: string, value: string][] {
  return Object.entries(value).flatMap(([name, inner]): [string, string][] => {
    const path = prefix + labelName(name);
    if (typeof inner !== 'object') return [[path, String(inner)]];
    // LogQL's parser leaves lists and nulls out.
    return inner === null || Array.isArray(inner) ? [] : flat(inner as Record<string, unknown>, `${path}_`);
  });
}

const labelName = (name: string): string => name.replace(/[^A-Za-z0-9_]/g, '_').replace(/^(?=\d)/, '_');

function unquoted(text: string): string {
  if (!text.startsWith('"')) return text;
  try {
    return JSON.parse(text) as string;
  } catch {
    return text.slice(1, -1);
  }
}
