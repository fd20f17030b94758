import { dateTimeFormat } from '@grafana/data';

/** What a variable stands for: one value, or those chosen of a multi-value variable. */
export type Value = string | readonly string[];

interface FormatContext {
  readonly name: string;
  /** As shown where the value is chosen. */
  readonly text: Value;
  /** What stands after the format's name: `${__from:date:YYYY-MM}`. */
  readonly argument: string | undefined;
  readonly timeZone: string | undefined;
}

export type Format = (value: Value, context: FormatContext) => string;

const listOf = (value: Value): readonly string[] => (typeof value === 'string' ? [value] : value);
const joined = (value: Value): string => listOf(value).join(',');

/** One value as it is, several by `many`. */
const severalAs =
  (
    many: (values: readonly string[], context: FormatContext) => string,
    one: (value: string) => string = (value) => value,
  ): Format =>
  (value, context) =>
    typeof value === 'string' ? one(value) : value.length === 1 ? one(value[0]!) : many(value, context);

const quotedWith =
  (quote: string, escaped: string): Format =>
  (value) =>
    listOf(value)
      .map((one) => `${quote}${one.replaceAll(quote, escaped)}${quote}`)
      .join(',');

/**
 * The formats of `${name:format}`. https://grafana.com/docs/grafana/latest/dashboards/variables/variable-syntax/
 * What is no format counts as `glob`.
 */
export const FORMATS: Readonly<Record<string, Format>> = {
  csv: joined,
  customqueryparam: customQueryParameter,
  date: dateText,
  distributed: severalAs((values, { name }) =>
    values.map((value, index) => (index === 0 ? value : `${name}=${value}`)).join(','),
  ),
  doublequote: quotedWith('"', '\\"'),
  glob: severalAs((values) => `{${values.join(',')}}`),
  html: (value) => escapeHtml(listOf(value).join(', ')),
  join: (value, { argument = ',' }) => listOf(value).join(argument),
  json: (value) => JSON.stringify(value),
  lucene: severalAs(
    (values) =>
      values.length === 0 ? '__empty__' : `(${values.map((value) => `"${escapeLucene(value)}"`).join(' OR ')})`,
    escapeLucene,
  ),
  percentencode: (value) => strictlyEncoded(joined(value)),
  pipe: (value) => listOf(value).join('|'),
  queryparam: (value, { name }) => queryParameters(`var-${name}`, listOf(value)),
  raw: joined,
  regex: severalAs((values) => `(${values.map(escapeRegex).join('|')})`, escapeRegex),
  singlequote: quotedWith("'", "\\'"),
  sqlstring: quotedWith("'", "''"),
  text: (_value, { text }) => listOf(text).join(' + '),
  uriencode: (value) => encodeURI(joined(value)).replace(/[!'()*]/g, percent),
};

export const formatNamed = (name: string): Format => (Object.hasOwn(FORMATS, name) ? FORMATS[name]! : FORMATS.glob!);

const percent = (char: string): string => `%${char.charCodeAt(0).toString(16).toUpperCase()}`;

/** As RFC 3986 has it: also `!'()*`, which encodeURIComponent leaves. */
const strictlyEncoded = (text: string): string => encodeURIComponent(text).replace(/[!'()*]/g, percent);

export const queryParameters = (name: string, values: readonly string[]): string =>
  values.map((value) => `${name}=${strictlyEncoded(value)}`).join('&');

/** `${name:customqueryparam:parameter:prefix}` */
function customQueryParameter(value: Value, { name, argument = '' }: FormatContext): string {
  const [parameter = '', prefix = ''] = argument.split(':');
  return queryParameters(
    strictlyEncoded(parameter || name),
    listOf(value).map((one) => `${prefix}${one}`),
  );
}

/** ms since 1970 as ISO 8601, `seconds`, or by a pattern of Moment's. */
function dateText(value: Value, { argument = 'iso', timeZone }: FormatContext): string {
  const ms = Number(joined(value));
  if (Number.isNaN(new Date(ms).valueOf())) return 'NaN';
  if (argument === 'seconds') return String(Math.round(ms / 1000));
  if (argument === 'iso') return new Date(ms).toISOString();
  return dateTimeFormat(ms, { format: argument, ...(timeZone !== undefined && { timeZone }) });
}

export function escapeRegex(text: string): string {
  return text.replace(/[\\^$*+?.()|[\]{}/]/g, '\\$&');
}

function escapeLucene(text: string): string {
  return text.replace(/([!*+\-=<>\s&|()[\]{}^~?:\\/"])/g, '\\$1');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (char) => ENTITIES[char]!);

/**
 * In a quoted string of PromQL or LogQL: a single-value variable keeps its meaning as text, a multi-value one as a pattern
 * that matches each of its values literally. https://grafana.com/docs/grafana/latest/datasources/prometheus/template-variables/
 */
export const quotedText: Format = (value) => joined(value).replace(/\\/g, '\\\\').replace(/'/g, "\\\\'");

export const quotedPattern: Format = severalAs(
  (values) => `(${values.map(escapeQuotedPattern).join('|')})`,
  escapeQuotedPattern,
);

function escapeQuotedPattern(text: string): string {
  return text.replace(/\\/g, '\\\\\\\\').replace(/[$^*{}[\]'+?.()|]/g, '\\\\$&');
}
