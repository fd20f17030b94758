import { isPortableRegex, isPortableText } from '../../../../lib/portable-pattern.js';
import type { ExtractedFilter } from '../../../interface.js';
import type { Bindings } from './bindings.js';
import { READ_NUMBERS, type ReadNumber } from './label-numbers.js';

/** SQL of a label filter, and of when it judges as the evaluator does. */
export interface FilterCondition {
  readonly holds: string;
  readonly plain: readonly string[];
}

/** Longer filters would make the store's query long. */
const MAX_TERMS = 50;

/** SQL of a label's value, of whether an entry without it lacks the label, and of which all must hold to be plain. */
interface FilteredLabel {
  readonly value: string;
  readonly isAbsent: string;
  readonly plain: readonly string[];
}

type LabelOf = (name: string) => FilteredLabel | undefined;

/** Undefined where a filter cannot be said. `labelOf`: undefined for labels that are no concern of the store. */
export function filterConditions(
  filters: readonly ExtractedFilter[],
  labelOf: LabelOf,
  bindings: Bindings,
): FilterCondition | undefined {
  const plain: string[] = [];
  let terms = 0;
  const conditionOf = (filter: ExtractedFilter): string | undefined => {
    if (++terms > MAX_TERMS) return undefined;
    if ('left' in filter) {
      const left = conditionOf(filter.left);
      const right = left === undefined ? undefined : conditionOf(filter.right);
      return right === undefined ? undefined : `(${left} ${filter.kind === 'and' ? 'AND' : 'OR'} ${right})`;
    }
    const found = COMPILERS[filter.kind]?.(filter as never, labelOf, bindings);
    plain.push(...(found?.plain ?? []));
    return found?.holds;
  };
  const held = filters.map(conditionOf);
  return held.every((term) => term !== undefined) ? { holds: held.join(' AND ') || '1', plain } : undefined;
}

type Leaf = Exclude<ExtractedFilter, { kind: 'and' | 'or' }>;

type Compile<F> = (filter: F, labelOf: LabelOf, bindings: Bindings) => FilterCondition | undefined;

const COMPILERS: { readonly [K in Leaf['kind']]: Compile<Extract<Leaf, { kind: K }>> | undefined } = {
  text: textCondition,
  number: comparison(READ_NUMBERS.number),
  duration: comparison(READ_NUMBERS.duration),
  bytes: comparison(READ_NUMBERS.bytes),
  ip: undefined,
};

/** Every entry whose parser failed is none of the plain ones. */
const ERROR_LABEL = '__error__';

function textCondition(
  { matcher: { name, op, value } }: Extract<Leaf, { kind: 'text' }>,
  labelOf: LabelOf,
  bindings: Bindings,
): FilterCondition | undefined {
  const label = name === ERROR_LABEL ? { value: "''", plain: [] } : labelOf(name);
  if (label === undefined || !isPortableText(value)) return undefined;
  const { plain } = label;
  if (op === '=' || op === '!=') return { holds: `${label.value} ${op} ${bindings.text(value)}`, plain };
  if (!isPortableRegex(value)) return undefined;
  const isMatch = `match(${label.value}, ${bindings.text(`^(?s:${value})$`)})`;
  return { holds: op === '=~' ? isMatch : `NOT ${isMatch}`, plain };
}

const OPERATORS = { '==': '=', '!=': '!=', '<': '<', '<=': '<=', '>': '>', '>=': '>=' } as const;

/** A label without a value meets no comparison. */
function comparison(
  read: ReadNumber,
): Compile<{ readonly name: string; readonly op: keyof typeof OPERATORS; readonly value: number }> {
  return ({ name, op, value }, labelOf, bindings) => {
    const label = labelOf(name);
    if (label === undefined || !Number.isFinite(value)) return undefined;
    const number = read(label.value, bindings);
    return {
      holds: `(${label.value} != '' AND ${number.value} ${OPERATORS[op]} ${bindings.float(value)})`,
      plain: [...label.plain, `if(${label.value} = '', ${label.isAbsent}, ${number.isNumber})`],
    };
  };
}
