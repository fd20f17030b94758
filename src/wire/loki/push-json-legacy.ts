import { QuartetError } from '../../model/errors.js';
import { type PushDecoding, PushEntry, type PushSink } from './push-entry.js';
import { setNanoseconds } from './timestamp.js';

/**
 * Decodes the JSON of the old `/api/prom/push`, `{"streams": [{"labels": "{…}", "entries": [{"ts": RFC3339, "line": …}]}]}`.
 * Streams without entries are left out.
 * https://grafana.com/docs/loki/v2.9.x/reference/api/#post-apiprompush
 */
export function* decodeLegacyPushJson(body: Uint8Array, sink: PushSink): PushDecoding {
  let request: { streams?: unknown } | null;
  try {
    request = JSON.parse(Buffer.from(body).toString('utf8')) as typeof request;
  } catch (error) {
    throw new QuartetError('invalid_argument', `the body is not valid JSON: ${(error as Error).message}`);
  }
  const streams = listOf(request?.streams, 'streams');
  const entry = new PushEntry();
  for (const stream of streams) {
    const { labels, entries } = (stream ?? {}) as { labels?: unknown; entries?: unknown };
    const lines = listOf(entries, 'entries');
    if (lines.length === 0) continue;
    if (typeof labels !== 'string') throw new QuartetError('invalid_argument', 'labels must be a string');
    const bytes = Buffer.from(labels);
    if (!sink.stream(bytes, 0, bytes.length)) continue;
    for (const line of lines) {
      fill(entry, line);
      sink.entry(entry);
    }
    yield;
  }
  return streams.length;
}

function fill(entry: PushEntry, from: unknown): void {
  const { ts, timestamp, line } = (from ?? {}) as { ts?: unknown; timestamp?: unknown; line?: unknown };
  const time = ts ?? timestamp;
  const found = typeof time === 'string' ? RFC3339.exec(time) : null;
  const seconds = found === null ? Number.NaN : Date.parse(`${found[1]}${found[3]}`) / 1000;
  if (Number.isNaN(seconds)) throw new QuartetError('invalid_argument', 'ts must be a time as of RFC 3339');
  if (typeof line !== 'string') throw new QuartetError('invalid_argument', 'line must be a string');
  setNanoseconds(entry, seconds, Number((found![2] ?? '').padEnd(9, '0')));
  const bytes = Buffer.from(line);
  entry.line = bytes;
  entry.lineStart = 0;
  entry.lineEnd = bytes.length;
  entry.body = bytes;
  entry.rawStart = 0;
  entry.rawEnd = bytes.length;
  entry.metadata.clear(bytes);
}

const RFC3339 = /^(\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d)(?:\.(\d{1,9})\d*)?(Z|[+-]\d\d:\d\d)$/;

function listOf(value: unknown, name: string): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new QuartetError('invalid_argument', `${name} must be an array`);
  return value;
}
