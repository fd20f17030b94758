import { formatFloat } from '../lib/format-float.js';
import { quoteGo } from '../lib/go-quote.js';
import type { BinaryExpression, Grouping, LabelReplace, LogExpression, RangeAggregation, Unwrap } from './ast.js';
import { labelFilterText, matcherText, printStage } from './print-stage.js';

/** Parts of printed expressions that are the same on one line and on several. */

export const selectorText = ({ matchers }: LogExpression): string => `{${matchers.map(matcherText).join(', ')}}`;

export const logText = (log: LogExpression): string => [selectorText(log), ...log.stages.map(printStage)].join(' ');

/** `unwrap` and what stands behind it, each part with its bar. */
export const unwrapTexts = ({ label, conversion, filters }: Unwrap): string[] => [
  `| unwrap ${conversion === undefined ? label : `${conversion}(${label})`}`,
  ...filters.map((filter) => `| ${labelFilterText(filter)}`),
];

/** ` by (a,b)`, with `separator` between the labels. */
export const groupingText = (grouping: Grouping | undefined, separator = ','): string =>
  grouping === undefined ? '' : ` ${grouping.without ? 'without' : 'by'} (${grouping.labels.join(separator)})`;

export const parameterText = ({ parameter }: Pick<RangeAggregation, 'parameter'>): string | undefined =>
  parameter === undefined ? undefined : formatFloat(parameter);

/** A literal as Go's `%v` prints it: shortest digits, an exponent below 1e-4 and from 1e21. */
export function literalText(value: number): string {
  const size = Math.abs(value);
  if (size < 1e21 && (size >= 1e-4 || size === 0)) return formatFloat(value);
  return Number.isFinite(value) ? value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2') : formatFloat(value);
}

/** The arguments of `label_replace` behind the expression. */
export const replaceArguments = ({ destination, replacement, source, regex }: LabelReplace): string[] =>
  [destination, replacement, source, regex].map(quoteGo);

/** The operator with its modifiers: `> bool on (a) group_left (b)`. */
export function operatorText({ op, returnBool, matching }: BinaryExpression): string {
  const text = returnBool ? `${op} bool` : op;
  if (matching === undefined) return text;
  const { on, labels, group, include } = matching;
  const matched = `${text} ${on ? 'on' : 'ignoring'} (${labels.join(',')})`;
  // Empty parentheses are printed too: those of the right side would be taken for them.
  return group === undefined ? matched : `${matched} group_${group} (${include.join(',')})`;
}
