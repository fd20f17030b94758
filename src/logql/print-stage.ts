import { formatFloat } from '../lib/format-float.js';
import { goDurationText } from '../lib/go-duration.js';
import { quoteGo } from '../lib/go-quote.js';
import type { LabelMatcher } from '../storage/interface.js';
import type { Extraction, LabelFilter, Stage } from './ast.js';
import { bytesText } from './bytes-literal.js';

export const matcherText = ({ name, op, value }: LabelMatcher): string => `${name}${op}${quoteGo(value)}`;

/** One stage on one line: `| logfmt --strict a="b"`, `|= "x" or "y"`. */
export const printStage = (stage: Stage): string => (PRINTERS[stage.kind] as (stage: Stage) => string)(stage);

type Printers = { readonly [K in Stage['kind']]: (stage: Extract<Stage, { readonly kind: K }>) => string };

const PRINTERS: Printers = {
  'line-filter': ({ op, alternatives }) =>
    `${op} ${alternatives.map(({ value, isIp }) => (isIp ? `ip(${quoteGo(value)})` : quoteGo(value))).join(' or ')}`,
  json: ({ expressions }) => `| json${extractionsText(expressions)}`,
  logfmt: ({ strict, keepEmpty, expressions }) =>
    `| logfmt${strict ? ' --strict' : ''}${keepEmpty ? ' --keep-empty' : ''}${extractionsText(expressions)}`,
  pattern: ({ pattern }) => `| pattern ${quoteGo(pattern)}`,
  regexp: ({ pattern }) => `| regexp ${quoteGo(pattern)}`,
  unpack: () => '| unpack',
  decolorize: () => '| decolorize',
  'label-filter': ({ filter }) => `| ${labelFilterText(filter)}`,
  'line-format': ({ template }) => `| line_format ${quoteGo(template)}`,
  'label-format': ({ formats }) =>
    `| label_format ${formats
      .map((format) => `${format.name}=${'source' in format ? format.source : quoteGo(format.template)}`)
      .join(',')}`,
  drop: ({ items }) => `| drop ${itemsText(items)}`,
  keep: ({ items }) => `| keep ${itemsText(items)}`,
};

const extractionsText = (expressions: readonly Extraction[]): string =>
  expressions.length === 0 ? '' : ` ${expressions.map(({ name, path }) => `${name}=${quoteGo(path)}`).join(',')}`;

const itemsText = (items: Extract<Stage, { readonly kind: 'drop' | 'keep' }>['items']): string =>
  items.map((item) => ('name' in item ? item.name : matcherText(item.matcher))).join(',');

/** A condition behind its bar: `( a>1 , b<2s )`. */
export function labelFilterText(filter: LabelFilter): string {
  switch (filter.kind) {
    case 'and':
      return `( ${labelFilterText(filter.left)} , ${labelFilterText(filter.right)} )`;
    case 'or':
      return `( ${labelFilterText(filter.left)} or ${labelFilterText(filter.right)} )`;
    case 'text':
      return matcherText(filter.matcher);
    case 'ip':
      return `${filter.name}${filter.op}ip(${quoteGo(filter.value)})`;
    case 'number':
      return `${filter.name}${filter.op}${formatFloat(filter.value)}`;
    case 'duration':
      return `${filter.name}${filter.op}${goDurationText(filter.value)}`;
    case 'bytes':
      return `${filter.name}${filter.op}${bytesText(filter.value)}`;
  }
}
