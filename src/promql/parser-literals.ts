import type { NumberLiteral } from './ast.js';
import { durationValue, numberValue } from './number-literal.js';
import type { Cursor } from './parser-cursor.js';

export const startsNumber = ({ kind }: { readonly kind: string }): boolean => kind === 'number' || kind === 'duration';

/** A number or a duration without a sign. https://prometheus.io/docs/prometheus/latest/querying/basics/#float-literals-and-time-durations */
export function numberLiteral(cursor: Cursor): NumberLiteral {
  const { kind, text, start, end } = cursor.next();
  const isDuration = kind === 'duration';
  const read = isDuration ? durationValue(text) : numberValue(text);
  if ('problem' in read) throw cursor.error(start, read.problem);
  return { kind: 'number-literal', value: read.value, isDuration, position: { start, end } };
}

/** The sign that stands here, if one does. */
export function acceptSign(cursor: Cursor): { readonly sign: '+' | '-'; readonly start: number } | undefined {
  const { kind, start } = cursor.peek();
  if (kind !== '+' && kind !== '-') return undefined;
  cursor.next();
  return { sign: kind, start };
}

export const signed = (literal: NumberLiteral, sign: '+' | '-', start: number): NumberLiteral => ({
  ...literal,
  value: sign === '-' ? -literal.value : literal.value,
  position: { start, end: literal.position.end },
});
