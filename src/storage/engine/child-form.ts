import { QuartetError } from '../../model/errors.js';
import { DEDUPLICATION_TOKEN, INSERT_SETTINGS } from './insert-settings.js';

/** What a request of ClickHouse's HTTP interface asks for: https://clickhouse.com/docs/interfaces/http. */
export interface Statement {
  readonly sql: string;
  /** Parameters by name, in ClickHouse's text form. */
  readonly params: ReadonlyMap<string, string>;
  readonly timeoutMs?: number;
  readonly maxMemory?: number;
}

/** Names in the address that are not settings, and settings that cannot change what is done here. */
const IGNORED = new Set([
  'query',
  'query_id',
  'database',
  'default_format',
  'wait_end_of_query',
  'enable_http_compression',
  'max_query_size',
  ...Object.keys(INSERT_SETTINGS),
  DEDUPLICATION_TOKEN,
]);

/** Takes address and body apart. `body` is the statement, or a form of it and its parameters, or nothing. */
export function readStatement(url: URLSearchParams, contentType: string, body: Buffer): Statement {
  const fields = contentType.startsWith('multipart/form-data')
    ? readForm(contentType, body)
    : new Map<string, string>();
  const params = new Map<string, string>();
  const settings = new Map<string, number>();
  for (const [name, value] of [...url, ...fields]) {
    if (name.startsWith('param_')) params.set(name.slice('param_'.length), value);
    else if (name === 'max_execution_time' || name === 'max_memory_usage') settings.set(name, Number(value));
    else if (!IGNORED.has(name)) throw new QuartetError('invalid_argument', `setting ${name} is not supported here`);
  }
  const sql = (url.get('query') ?? '') + (fields.size > 0 ? (fields.get('query') ?? '') : body.toString('utf8'));
  const seconds = settings.get('max_execution_time');
  const maxMemory = settings.get('max_memory_usage');
  return {
    sql,
    params,
    ...(seconds === undefined || !(seconds > 0) ? {} : { timeoutMs: seconds * 1000 }),
    ...(maxMemory === undefined || !(maxMemory > 0) ? {} : { maxMemory }),
  };
}

/** The text fields of a multipart/form-data body (RFC 7578). */
function readForm(contentType: string, body: Buffer): Map<string, string> {
  const boundary = /boundary="?([^";]+)/.exec(contentType)?.[1];
  if (boundary === undefined) throw new QuartetError('invalid_argument', 'a form without a boundary');
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  const fields = new Map<string, string>();
  let at = delimiter.length - 2;
  for (;;) {
    const headEnd = body.indexOf('\r\n\r\n', at);
    const end = headEnd === -1 ? -1 : body.indexOf(delimiter, headEnd + 2);
    if (end === -1) return fields;
    const name = /name="([^"]*)"/.exec(body.toString('latin1', at, headEnd))?.[1];
    if (name !== undefined) fields.set(name, body.toString('utf8', headEnd + 4, end));
    at = end + delimiter.length;
  }
}

const INSERT = /^\s*INSERT\s+INTO\s+(.+)\s+FORMAT\s+Native\s*;?\s*$/is;

/** Table and columns of `INSERT INTO … FORMAT Native`; the body is the data. */
export const insertTarget = (sql: string): string | undefined => INSERT.exec(sql)?.[1];

const COMMENTS = /^(?:\s+|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/|\()+/;
const ANSWERING = /^(?:SELECT|WITH|SHOW|DESCRIBE|DESC|EXISTS|EXPLAIN)\b/i;

/** Whether a statement has rows for an answer. */
export const answers = (sql: string): boolean => ANSWERING.test(sql.replace(COMMENTS, ''));
