import { quoted } from '../../../app/links';
import { selectorText } from '../../matcher';
import type { LogQuery, Stage } from './query';

const COMPARISONS: ReadonlySet<string> = new Set(['>', '>=', '<', '<=']);

const STAGES: { readonly [K in Stage['kind']]: (stage: Extract<Stage, { kind: K }>) => string } = {
  line: ({ operator, text }) => `${operator} ${textOf(text)}`,
  parser: ({ parser, argument }) =>
    `| ${parser}${parser === 'pattern' || parser === 'regexp' ? ` ${textOf(argument)}` : ''}`,
  label: ({ label, operator, value }) =>
    `| ${label}${operator}${COMPARISONS.has(operator) ? value || '0' : quoted(value)}`,
};

/** The query as LogQL; `''` while it has no selector. */
export function writeLogql({ matchers, stages, counting }: LogQuery): string {
  const selector = selectorText(matchers);
  if (selector === '') return '';
  const pipeline = stages.map((stage) => (STAGES[stage.kind] as (stage: Stage) => string)(stage));
  const lines = [selector, ...pipeline].join(' ');
  if (counting === undefined) return lines;
  const counted = `${counting.operation}(${lines} [${counting.range}])`;
  if (counting.sumBy === undefined) return counted;
  return `sum${counting.sumBy.length === 0 ? '' : ` by (${counting.sumBy.join(', ')}) `}(${counted})`;
}

/** In backticks where that saves escapes. */
const textOf = (text: string): string => (/["\\]/.test(text) && !text.includes('`') ? `\`${text}\`` : quoted(text));
