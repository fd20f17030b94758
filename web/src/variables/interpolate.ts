import type { InterpolateFunction, ScopedVars, TimeRange } from '@grafana/data';
import { FORMATS, formatNamed, quotedPattern, quotedText, type Value } from './formats';
import { IS_URL, MACROS } from './macros';
import { type Resolved, scopedValue } from './scoped-values';

/** A dashboard's variable as it stands now. */
export interface VariableState {
  readonly name: string;
  /** Each value that is chosen; where all are, all there are. */
  readonly value: Value;
  readonly text?: Value | undefined;
  readonly isAll?: boolean | undefined;
  /** What the dashboard wants in the place of all values, as it is. */
  readonly allValue?: string | undefined;
  /** Whether several values or "All" may be chosen: queries then compare it as a pattern. */
  readonly isMulti?: boolean | undefined;
  /** Ad hoc filters and the like: already in the language of the query. */
  readonly isPlain?: boolean | undefined;
  readonly skipUrlSync?: boolean | undefined;
}

export interface InterpolationContext {
  readonly variables: ReadonlyMap<string, VariableState>;
  /** Of a repeated panel, a row, a data link: before the dashboard's. */
  readonly scopedVars?: ScopedVars | undefined;
  readonly range?: TimeRange | undefined;
  readonly timeZone?: string | undefined;
  /** Without it the macros of intervals stay: the data source fills them with each query's own step. */
  readonly intervalMs?: number | undefined;
  readonly dashboard?: { readonly uid: string; readonly title: string } | undefined;
}

/** A format's name, or what a data source does with the values of its queries. */
export type FormatChoice = string | QueryFormat;

type QueryFormat = (variable: { readonly name: string; readonly isMulti: boolean; readonly value: Value }) => string;

/** `$name`, `[[name:format]]`, `${name.path["key"]:format}` */
const REFERENCE =
  /\$(\w+)|\[\[(\w+?)(?::(\w+))?\]\]|\$\{(\w+)((?:\.[^.:}[\]]+|\[(?:"[^"]*"|'[^']*'|\d+)\])*)(?::([^}]+))?\}/g;

/**
 * `text` with every variable replaced; what is none stays as it is. `format` is for those that name none themselves: `glob`
 * unless given.
 */
export function interpolate(text: string, context: InterpolationContext, format: FormatChoice = 'glob'): string {
  if (!text.includes('$') && !text.includes('[[')) return text;
  return text.replace(REFERENCE, (whole, plain, old, oldFormat, braced, path = '', bracedFormat) => {
    const name: string = plain ?? old ?? braced;
    const found = lookUp(name, pathOf(path), context);
    return found === undefined ? whole : written(found, oldFormat ?? bracedFormat, format, context);
  });
}

/**
 * `interpolate` in the shape that @grafana/data and panels call. A format that is a function is given the value and
 * `{name, isMulti}`.
 */
export const replacerOf =
  (context: InterpolationContext): InterpolateFunction =>
  (text, scopedVars, format) =>
    interpolate(
      text,
      scopedVars === undefined ? context : { ...context, scopedVars: { ...context.scopedVars, ...scopedVars } },
      typeof format === 'function' ? ({ value, ...variable }) => String(format(value, variable)) : format,
    );

/** The names of the variables that `text` refers to: which it hangs on. */
export function referredNames(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(REFERENCE)].map(([, plain, old, , braced]) => (plain ?? old ?? braced)!));
}

interface Found extends Resolved {
  readonly name: string;
  readonly isMulti: boolean;
  /** Stands as it is unless the reference names a format. */
  readonly isPlain: boolean;
}

function lookUp(name: string, path: readonly string[], context: InterpolationContext): Found | undefined {
  const scoped = context.scopedVars && scopedValue(name, path, context.scopedVars);
  const variable = context.variables.get(name);
  if (scoped !== undefined) return { ...scoped, name, isMulti: variable?.isMulti === true, isPlain: IS_URL.has(name) };
  if (variable !== undefined) return ofVariable(variable, path);
  const value = Object.hasOwn(MACROS, name) ? MACROS[name]!(context, path) : undefined;
  return value === undefined ? undefined : { value, name, isMulti: false, isPlain: true };
}

function ofVariable(variable: VariableState, path: readonly string[]): Found {
  const { name, value, text, isAll = false, allValue, isMulti = false, isPlain = false } = variable;
  if (path.length === 1 && path[0] === 'text') return { name, value: text ?? value, isMulti, isPlain: true };
  if (isAll && allValue !== undefined && allValue !== '')
    return { name, value: allValue, text: text ?? 'All', isMulti, isPlain: true };
  return { name, value, text: text ?? value, isMulti, isPlain };
}

function written(
  found: Found,
  named: string | undefined,
  otherwise: FormatChoice,
  { timeZone }: InterpolationContext,
): string {
  const { name, value, text = value, isMulti } = found;
  const apply = (choice: string) => {
    const [id = '', ...rest] = choice.split(':');
    return formatNamed(id)(value, { name, text, argument: rest.length === 0 ? undefined : rest.join(':'), timeZone });
  };
  if (named !== undefined) return apply(named);
  if (found.isPlain) return FORMATS.raw!(value, { name, text, argument: undefined, timeZone });
  return typeof otherwise === 'string' ? apply(otherwise) : otherwise({ name, isMulti, value });
}

const pathOf = (path: string): string[] =>
  [...path.matchAll(/\.([^.:}[\]]+)|\["([^"]*)"\]|\['([^']*)'\]|\[(\d+)\]/g)].map(
    ([, dotted, double, single, index]) => (dotted ?? double ?? single ?? index)!,
  );

const NO_CONTEXT = { name: '', text: '', argument: undefined, timeZone: undefined };

const inQuotes: QueryFormat = ({ isMulti, value }) =>
  (isMulti || typeof value !== 'string' ? quotedPattern : quotedText)(value, NO_CONTEXT);

/** What a data source does with variables in its queries, by the source's type; `glob` for others. */
export const QUERY_FORMATS: Readonly<Record<string, FormatChoice>> = {
  prometheus: inQuotes,
  loki: inQuotes,
  tempo: 'pipe',
  alertmanager: 'regex',
};
