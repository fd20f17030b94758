import { QuartetError } from '../model/errors.js';

/** Line and column of an offset in the query, both from 1: `2:17`. The column counts bytes of UTF-8, as Prometheus' does. */
export function lineAndColumn(query: string, at: number): string {
  const before = query.slice(0, at);
  const lineStart = before.lastIndexOf('\n') + 1;
  const line = before.split('\n').length;
  return `${line}:${Buffer.byteLength(before.slice(lineStart)) + 1}`;
}

/** A mistake in a query, worded as Prometheus words it: `line:column: parse error: …`. */
export function parseError(query: string, at: number, message: string): QuartetError {
  const place = query === '' ? 'unknown position' : lineAndColumn(query, at);
  return new QuartetError('invalid_argument', `${place}: parse error: ${message}`);
}
