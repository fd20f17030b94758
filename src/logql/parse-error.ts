import { QuartetError } from '../model/errors.js';

/** A mistake of meaning in a query, which Loki tells without a place. */
export const meaningError = (message: string): QuartetError =>
  new QuartetError('invalid_argument', `parse error : ${message}`);

/** A mistake at an offset of the query, worded as Loki words it. The column counts characters; both count from 1. */
export function parseError(query: string, at: number, message: string, hasLine = true): QuartetError {
  const before = query.slice(0, at).split('\n');
  const column = [...before.at(-1)!].length + 1;
  return new QuartetError(
    'invalid_argument',
    `parse error at line ${hasLine ? before.length : 0}, col ${column}: ${message}`,
  );
}
