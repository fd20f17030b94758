import { QuartetError } from '../model/errors.js';
import type { DurationExpression } from './ast.js';
import { MAX_DURATION_SECONDS } from './number-literal.js';
import type { QueryBounds } from './query-bounds.js';

/**
 * The ms that a duration of a query means; `step()` and `range()` are those of the whole query, and nothing in an instant
 * one. May be negative. Throws `invalid_argument` for a division by zero and beyond 292 years.
 * https://prometheus.io/docs/prometheus/latest/querying/basics/#float-literals-and-time-durations
 */
export function durationMs(duration: DurationExpression, bounds: QueryBounds): number {
  const seconds = secondsOf(duration, bounds);
  if (!(Math.abs(seconds) <= MAX_DURATION_SECONDS)) throw invalid(duration, 'duration is out of range');
  // What is less than a ms is cut off, once noise of binary fractions is away.
  return Math.trunc(Math.round(seconds * 1e9) / 1e6);
}

/** The same of a range or a subquery's step, which must be more than nothing. */
export function positiveDurationMs(duration: DurationExpression, bounds: QueryBounds): number {
  const ms = durationMs(duration, bounds);
  if (ms <= 0) throw invalid(duration, 'duration must be greater than 0');
  return ms;
}

function secondsOf(duration: DurationExpression, bounds: QueryBounds): number {
  switch (duration.kind) {
    case 'number-literal':
      return duration.value;
    case 'duration-step':
      return bounds.step / 1000;
    case 'duration-range':
      return (bounds.end - bounds.start) / 1000;
    case 'duration-unary': {
      const operand = secondsOf(duration.operand, bounds);
      return duration.op === '-' ? -operand : operand;
    }
    case 'duration-binary': {
      const right = secondsOf(duration.right, bounds);
      if (right === 0 && duration.op === '/') throw invalid(duration, 'division by zero');
      if (right === 0 && duration.op === '%') throw invalid(duration, 'modulo by zero');
      return OPERATIONS[duration.op](secondsOf(duration.left, bounds), right);
    }
  }
}

type Operator = Extract<DurationExpression, { kind: 'duration-binary' }>['op'];

const OPERATIONS: Readonly<Record<Operator, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
  '^': (left, right) => left ** right,
  min_of: Math.min,
  max_of: Math.max,
};

/** As Prometheus words it: the place by offsets, since the query is parsed already. */
function invalid({ position }: DurationExpression, what: string): QuartetError {
  return new QuartetError('invalid_argument', `${position.start}:${position.end}: ${what}`);
}
