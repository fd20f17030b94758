import { type DataFrame, type Field, FieldType, getFieldDisplayName, guessFieldTypeForField } from '@grafana/data';
import { transformer } from './frame-operator';

interface Options {
  readonly source?: string;
  readonly format?: 'auto' | 'json' | 'kvp' | 'delimiter' | 'regexp';
  /** JSON: the paths to take, each under a name of its own; without them the keys. */
  readonly jsonPaths?: readonly { readonly path: string; readonly alias?: string }[];
  readonly delimiter?: string;
  /** `/(?<name>…)/`: its named groups are the fields. */
  readonly regExp?: string;
  /** Nothing but what is extracted stays. */
  readonly replace?: boolean;
  /** With `replace`: the times stay too. */
  readonly keepTime?: boolean;
}

type Reader = (value: unknown, options: Options) => Readonly<Record<string, unknown>>;

const READERS: Readonly<Record<NonNullable<Options['format']>, Reader>> = {
  auto: (value, options) =>
    typeof value === 'object' || /^\s*[[{]/.test(String(value)) ? json(value, options) : pairs(value),
  json,
  kvp: pairs,
  delimiter: (value, { delimiter = ',' }) =>
    Object.fromEntries(
      String(value ?? '')
        .split(delimiter)
        .map((part) => [part.trim(), part.trim()]),
    ),
  regexp: (value, { regExp = '' }) => patternOf(regExp)?.exec(String(value ?? ''))?.groups ?? {},
};

/** "Extract fields": parts of one field's values as fields of their own. */
export const extractFields = transformer<Options>(
  'extractFields',
  'Extract fields',
  { format: 'auto' },
  (frames, options) => frames.map((frame) => extracted(frame, options, frames)),
);

function extracted(frame: DataFrame, options: Options, frames: DataFrame[]): DataFrame {
  const source = frame.fields.find((field) =>
    [field.name, getFieldDisplayName(field, frame, frames)].includes(options.source ?? ''),
  );
  if (source === undefined) return frame;
  const read = READERS[options.format ?? 'auto'] ?? READERS.auto;
  const columns = new Map<string, unknown[]>();
  source.values.forEach((value, row) => {
    for (const [name, part] of Object.entries(read(value, options))) {
      const column = columns.get(name) ?? new Array<unknown>(frame.length).fill(null);
      column[row] = part;
      columns.set(name, column);
    }
  });
  const found = [...columns].map(([name, values]): Field => {
    const field = { name, type: FieldType.other, config: {}, values };
    return { ...field, type: guessFieldTypeForField(field) ?? FieldType.other };
  });
  const kept = options.replace
    ? frame.fields.filter(({ type }) => options.keepTime && type === FieldType.time)
    : frame.fields;
  return { ...frame, fields: [...kept, ...found] };
}

function json(value: unknown, { jsonPaths = [] }: Options): Readonly<Record<string, unknown>> {
  const read = typeof value === 'string' ? parsed(value) : value;
  if (read === null || typeof read !== 'object') return {};
  if (jsonPaths.length === 0) return read as Record<string, unknown>;
  return Object.fromEntries(
    jsonPaths.filter(({ path }) => path !== '').map(({ path, alias }) => [alias || path, valueAt(read, path)]),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `a.b[0].c` */
function valueAt(value: unknown, path: string): unknown {
  let at: unknown = value;
  for (const key of path.split(/[.[\]]+/).filter(Boolean)) {
    if (at === null || typeof at !== 'object' || !Object.hasOwn(at, key)) return undefined;
    at = (at as Record<string, unknown>)[key];
  }
  return at;
}

/** `a=1 b:"two words", c=3` */
function pairs(value: unknown): Readonly<Record<string, string>> {
  const found = String(value ?? '').matchAll(/([^\s,;&=:"]+)\s*[=:]\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,;&]*))/g);
  return Object.fromEntries([...found].map(([, name, quoted, plain]) => [name!, quoted ?? plain ?? '']));
}

function patternOf(text: string): RegExp | undefined {
  const [, body = text, flags = ''] = /^\/(.*)\/([a-z]*)$/s.exec(text) ?? [];
  try {
    return new RegExp(body, flags.replace(/[gy]/g, ''));
  } catch {
    return undefined;
  }
}
