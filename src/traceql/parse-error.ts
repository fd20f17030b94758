import { QuartetError } from '../model/errors.js';

/** A mistake of meaning in a query, which Tempo tells without a place. */
export const meaningError = (message: string): QuartetError => new QuartetError('invalid_argument', message);

/** A part of the language that Tempo knows and does not have. */
export const unsupportedError = (feature: string): QuartetError => meaningError(`${feature} not yet supported`);

/** A mistake at an offset of the query, worded as Tempo words it. The column counts characters; both count from 1. */
export function parseError(query: string, at: number, message: string, hasNoLine = false): QuartetError {
  const before = query.slice(0, at).split('\n');
  const column = [...before.at(-1)!].length + 1;
  return meaningError(`parse error at line ${hasNoLine ? 0 : before.length}, col ${column}: ${message}`);
}
