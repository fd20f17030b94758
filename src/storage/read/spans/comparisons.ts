import { KIND_NAMES, STATUS_NAMES, type Static } from '../../../model/static.js';
import type { SpanCondition } from '../../span-interface.js';
import { floatLiteral, typedLiteral } from '../../sql/typed-literal.js';
import { anchored } from '../labels/matchers.js';
import { NEVER, type Predicate } from './predicate.js';

type Compare = Extract<SpanCondition, { kind: 'compare' }>;

/** What a field is compared with. */
export type Comparison = Pick<Compare, 'op' | 'value'>;

/** Whether one value of ClickHouse's type that belongs to the other side's type meets a comparison; `sql` stands for the value. */
export type Judge = (sql: string) => Predicate;

/** Types that attributes have. */
export type ScalarType = 'string' | 'int' | 'float' | 'bool';

/** How values of an attribute's type are judged; undefined where the other side is of no such type, or the operator is for others. */
export function scalarJudge({ op, value }: Comparison): { type: ScalarType; judge: Judge } | undefined {
  switch (value.type) {
    case 'string':
      return { type: 'string', judge: textJudge(op, value.value) };
    case 'int':
      return isRegex(op) ? undefined : { type: 'int', judge: ordered(op, typedLiteral('Int64', value.value)) };
    case 'float':
      return isRegex(op) ? undefined : { type: 'float', judge: ordered(op, floatLiteral(value.value)) };
    case 'bool':
      return op === '=' || op === '!='
        ? { type: 'bool', judge: ordered(op, typedLiteral('Bool', value.value)) }
        : undefined;
    default:
      return undefined;
  }
}

/** Types of intrinsic fields. */
export type IntrinsicType = 'string' | 'duration' | 'status' | 'kind';

/** How the values of an intrinsic field are judged: durations with all numbers, statuses and kinds by OTLP's numbers. */
export function intrinsicJudge(type: IntrinsicType, comparison: Comparison): Judge {
  const { op, value } = comparison;
  if (type === 'string') return value.type === 'string' ? textJudge(op, value.value) : () => NEVER;
  if (type === 'duration') {
    if (isRegex(op)) return () => NEVER;
    if (value.type === 'float') return ordered(op, floatLiteral(value.value));
    return value.type === 'int' || value.type === 'duration'
      ? ordered(op, typedLiteral('Int64', value.value))
      : () => NEVER;
  }
  if (op !== '=' && op !== '!=') return () => NEVER;
  const number = enumNumber(type, value);
  return number === undefined ? () => NEVER : ordered(op, String(number));
}

function enumNumber(type: 'status' | 'kind', value: Static): number | undefined {
  if (value.type === 'status' && type === 'status') return STATUS_NAMES.indexOf(value.value);
  if (value.type === 'kind' && type === 'kind') return KIND_NAMES.indexOf(value.value);
  return undefined;
}

const isRegex = (op: Compare['op']): boolean => op === '=~' || op === '!~';

const ordered =
  (op: Compare['op'], bound: string): Judge =>
  (sql) =>
    `${sql} ${op} ${bound}`;

/** Texts compare by their bytes; patterns are anchored, and their dot matches newlines. */
function textJudge(op: Compare['op'], value: string): Judge {
  if (!isRegex(op)) return ordered(op, typedLiteral('String', value));
  const pattern = typedLiteral('String', anchored(value));
  return op === '=~' ? (sql) => `match(${sql}, ${pattern})` : (sql) => `NOT match(${sql}, ${pattern})`;
}
