import { formatFloat } from '../lib/format-float.js';
import { quoteGo } from '../lib/go-quote.js';
import { METRIC_NAME } from '../model/labels.js';
import type { LabelMatcher } from '../storage/interface.js';
import type {
  Aggregation,
  AtModifier,
  BinaryExpression,
  DurationExpression,
  DurationOperation,
  Subquery,
  VectorMatching,
  VectorSelector,
} from './ast.js';
import { formatFixed } from './fixed-point.js';
import { durationText } from './number-literal.js';

/** Parts of printed expressions that are the same on one line and on several. */

const LABEL_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

const labelName = (name: string): string => (LABEL_NAME.test(name) ? name : quoteGo(name));

const labelList = (labels: readonly string[]): string => labels.map(labelName).join(', ');

const matcherText = ({ name, op, value }: LabelMatcher): string => `${labelName(name)}${op}${quoteGo(value)}`;

/** Name and braces of a selector. */
export function selectorText({ name, matchers }: VectorSelector): string {
  const conditions = matchers
    .filter((matcher) => name === '' || matcher.name !== METRIC_NAME || matcher.op !== '=' || matcher.value !== name)
    .map(matcherText)
    .sort();
  return conditions.length === 0 && name !== '' ? name : `${name}{${conditions.join(',')}}`;
}

/** What stands behind a selector or subquery, in the order in which Prometheus prints it. */
export function timingText({ extended, at, offset }: Pick<VectorSelector, 'extended' | 'at' | 'offset'>): string {
  const shownAt = at === undefined ? '' : ` @ ${atText(at)}`;
  const isShifted = offset !== undefined && (offset.kind !== 'number-literal' || offset.value !== 0);
  return `${extended === undefined ? '' : ` ${extended}`}${shownAt}${isShifted ? ` offset ${offsetText(offset)}` : ''}`;
}

const atText = (at: AtModifier): string => (at.kind === 'time' ? formatFixed(at.ms / 1000, 3) : `${at.kind}()`);

/** Behind `offset`, arithmetic must begin with a parenthesis: it would belong to the whole selector otherwise. */
function offsetText(offset: DurationExpression): string {
  const text = durationExpressionText(offset);
  const isBare =
    offset.kind === 'duration-binary' && !offset.wrapped && !isFunction(offset.op) && !text.startsWith('(');
  return isBare ? `(${text})` : text;
}

const isFunction = (op: string): boolean => op === 'min_of' || op === 'max_of';

export function subquerySuffix(node: Subquery): string {
  const step = node.step === undefined ? '' : durationExpressionText(node.step);
  return `[${durationExpressionText(node.range)}:${step}]${timingText(node)}`;
}

export function durationExpressionText(node: DurationExpression): string {
  if (node.kind === 'number-literal') return node.isDuration ? durationText(node.value) : formatFloat(node.value);
  return node.wrapped ? `(${operationText(node)})` : operationText(node);
}

function operationText(node: DurationOperation): string {
  switch (node.kind) {
    case 'duration-step':
      return 'step()';
    case 'duration-range':
      return 'range()';
    case 'duration-unary':
      return `${node.op === '+' ? '' : '-'}${durationExpressionText(node.operand)}`;
    case 'duration-binary': {
      const { op, left, right } = node;
      const [l, r] = [durationExpressionText(left), durationExpressionText(right)];
      if (isFunction(op)) return `${op}(${l}, ${r})`;
      // A sign binds weaker than the power, and the parentheses around a literal are not kept.
      const isNegative = left.kind === 'number-literal' && left.value < 0;
      return `${op === '^' && isNegative ? `(${l})` : l} ${op} ${r}`;
    }
  }
}

/** `sum by (a, b) `: an aggregation up to its parenthesis. */
export function aggregationHead({ op, grouping, without }: Aggregation): string {
  if (without) return `${op} without (${labelList(grouping)}) `;
  return grouping.length > 0 ? `${op} by (${labelList(grouping)}) ` : op;
}

/** The printed left side of an operator: before a power, the sign of `+Inf` would be one of the whole power. */
export const leftText = (op: BinaryExpression['op'], text: string): string =>
  op === '^' ? text.replace(/^( *)\+Inf$/, '$1Inf') : text;

/** The operator with its modifiers: `> bool on (a) group_left (b)`. */
export function operatorText({ op, returnBool, matching }: BinaryExpression): string {
  return `${op}${returnBool ? ' bool' : ''}${matching === undefined ? '' : matchingText(matching)}`;
}

function matchingText({ cardinality, labels, on, include, fillLeft, fillRight }: VectorMatching): string {
  const isGrouping = cardinality === 'many-to-one' || cardinality === 'one-to-many';
  let text = '';
  if (labels.length > 0 || on || isGrouping) text += ` ${on ? 'on' : 'ignoring'} (${labelList(labels)})`;
  if (isGrouping) text += ` group_${cardinality === 'many-to-one' ? 'left' : 'right'} (${labelList(include)})`;
  if (fillLeft !== undefined && Object.is(fillLeft, fillRight)) return `${text} fill (${formatFloat(fillLeft)})`;
  if (fillLeft !== undefined) text += ` fill_left (${formatFloat(fillLeft)})`;
  if (fillRight !== undefined) text += ` fill_right (${formatFloat(fillRight)})`;
  return text;
}
