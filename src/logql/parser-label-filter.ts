import type { LabelMatcher } from '../storage/interface.js';
import type { ComparisonOperator, LabelFilter } from './ast.js';
import type { Cursor } from './parser-cursor.js';
import type { TokenKind } from './tokens.js';

/** Conditions of one filter: far more than a person writes, few enough for whoever walks them by recursion. */
const MAX_CONDITIONS = 2000;

/** Conditions between two commas. */
interface Segment {
  readonly operands: LabelFilter[];
  readonly operators: ('and' | 'or')[];
}

/**
 * `a="x" and (b > 5 or c <= 1.5s), d=ip("10.0.0.0/8")`. `and` binds tighter than `or`. A comma, or nothing between two
 * conditions, means `and`, and its right side is all that follows: `a or b, c or d` is `a or (b and (c or d))`.
 * https://grafana.com/docs/loki/latest/query/log_queries/#label-filter-expression
 */
export function labelFilter(cursor: Cursor): LabelFilter {
  const segments: Segment[] = [];
  let segment: Segment = { operands: [], operators: [] };
  for (;;) {
    segment.operands.push(operand(cursor));
    const { kind } = cursor.peek();
    if (kind === 'and' || kind === 'or') {
      segment.operators.push(kind);
      cursor.next();
      continue;
    }
    segments.push(segment);
    if (kind === ',') cursor.next();
    else if (kind !== 'IDENTIFIER' && kind !== '(') break;
    segment = { operands: [], operators: [] };
  }
  return segments.reduceRight<LabelFilter | undefined>((rest, { operands, operators }) => {
    if (rest !== undefined) operands.push(joined(cursor, 'and', operands.pop()!, rest));
    return combined(cursor, operands, operators);
  }, undefined)!;
}

function combined(cursor: Cursor, operands: readonly LabelFilter[], operators: readonly ('and' | 'or')[]): LabelFilter {
  let alternatives: LabelFilter | undefined;
  let conjunction = operands[0]!;
  operators.forEach((operator, i) => {
    const next = operands[i + 1]!;
    if (operator === 'and') {
      conjunction = joined(cursor, 'and', conjunction, next);
      return;
    }
    alternatives = alternatives === undefined ? conjunction : joined(cursor, 'or', alternatives, conjunction);
    conjunction = next;
  });
  return alternatives === undefined ? conjunction : joined(cursor, 'or', alternatives, conjunction);
}

const joined = (cursor: Cursor, kind: 'and' | 'or', left: LabelFilter, right: LabelFilter): LabelFilter =>
  cursor.grown({ kind, left, right }, [left, right], MAX_CONDITIONS);

function operand(cursor: Cursor): LabelFilter {
  if (!cursor.is('(')) return condition(cursor);
  return cursor.nested(() => {
    cursor.next();
    const filter = labelFilter(cursor);
    if (!cursor.is(')')) throw cursor.unexpected();
    cursor.next();
    return filter;
  });
}

/** Operators of comparisons with amounts, and what they mean: `=` is `==` there. */
const COMPARISONS: ReadonlyMap<TokenKind, ComparisonOperator> = new Map<TokenKind, ComparisonOperator>([
  ['=', '=='],
  ...(['==', '!=', '<', '<=', '>', '>='] as const).map((op) => [op, op] as const),
]);

const TEXT_OPERATORS: ReadonlySet<TokenKind> = new Set<TokenKind>(['=', '!=', '=~', '!~']);

function condition(cursor: Cursor): LabelFilter {
  if (!cursor.is('IDENTIFIER')) throw cursor.unexpected();
  const { text: name } = cursor.next();
  const { kind } = cursor.peek();
  const comparison = COMPARISONS.get(kind);
  const isOfText = TEXT_OPERATORS.has(kind);
  if (comparison === undefined && !isOfText) throw cursor.unexpected();
  cursor.next();
  if (isOfText && (cursor.is('STRING') || comparison === undefined)) {
    return { kind: 'text', matcher: { name, op: kind as LabelMatcher['op'], value: cursor.expect('STRING').value } };
  }
  if (isOfText && cursor.accept('ip')) return { kind: 'ip', name, op: kind as '=' | '!=', value: ipArgument(cursor) };
  return amount(cursor, name, comparison!);
}

/** What stands behind `ip`. */
export function ipArgument(cursor: Cursor): string {
  cursor.expect('(');
  const { value } = cursor.expect('STRING');
  cursor.expect(')');
  return value;
}

function amount(cursor: Cursor, name: string, op: ComparisonOperator): LabelFilter {
  const { kind, amount: value, text } = cursor.peek();
  if (kind === 'DURATION' || kind === 'BYTES') {
    cursor.next();
    return { kind: kind === 'DURATION' ? 'duration' : 'bytes', name, op, value, text };
  }
  if (kind !== 'NUMBER' && kind !== '+' && kind !== '-') throw cursor.unexpected();
  return { kind: 'number', name, op, value: signedNumber(cursor) };
}

/** `5`, `-5`, `+5`. */
export function signedNumber(cursor: Cursor): number {
  const isNegative = cursor.accept('-');
  if (!isNegative) cursor.accept('+');
  const { amount: size } = cursor.expect('NUMBER');
  return isNegative ? -size : size;
}
