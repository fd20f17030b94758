import { quoted } from '../../app/links';

/** The first stream selector of a LogQL query, `{…}`, and where it stands. */
export function selectorOf(
  expr: string,
): { readonly text: string; readonly start: number; readonly end: number } | undefined {
  const bare = expr.replace(/"(?:\\.|[^"\\])*"|`[^`]*`|#.*$/gm, (part) => '_'.repeat(part.length));
  const start = bare.indexOf('{');
  const end = bare.indexOf('}', start);
  return start < 0 || end < 0 ? undefined : { text: expr.slice(start, end + 1), start, end: end + 1 };
}

export type Filtered = {
  readonly name: string;
  readonly value: string;
  readonly from: 'I' | 'S' | 'P' | 'json' | 'logfmt';
};

/**
 * The query with one more condition: in the selector for labels of the stream, as a label filter after the pipeline for
 * others, after the parser that fields of the line need. The opposite condition is taken out.
 */
export function withFilter(expr: string, field: Filtered, isOut: boolean): string {
  const selector = selectorOf(expr);
  if (selector === undefined) return expr;
  const condition = (out: boolean) => `${field.name}${out ? '!=' : '='}${quoted(field.value)}`;
  if (field.from === 'I') {
    const others = matchersOf(selector.text).filter((one) => ![condition(true), condition(false)].includes(one));
    const text = `{${[...others, condition(isOut)].join(', ')}}`;
    return expr.slice(0, selector.start) + text + expr.slice(selector.end);
  }
  const without = withoutStage(withoutStage(expr, condition(!isOut)), condition(isOut));
  const parser = field.from === 'json' || field.from === 'logfmt' ? ` | ${field.from}` : '';
  const isParsed = parser !== '' && new RegExp(`\\|\\s*${field.from}\\b`).test(without);
  return `${without.trimEnd()}${isParsed ? '' : parser} | ${condition(isOut)}`;
}

/** `a="b"` of each matcher, without spaces around its operator. */
function matchersOf(selector: string): string[] {
  const found = selector.matchAll(/([\w.]+)\s*(=~|!~|!=|=)\s*("(?:\\.|[^"\\])*"|`[^`]*`)/g);
  return [...found].map(([, name, operator, value]) => `${name}${operator}${value}`);
}

const withoutStage = (expr: string, condition: string): string => expr.replace(` | ${condition}`, '');

/** The query with a line or pattern filter at its end. */
export const withLineFilter = (expr: string, operator: string, text: string): string =>
  `${expr.trimEnd()} ${operator} ${text.includes('`') ? quoted(text) : `\`${text}\``}`;

/** Lines by level: what the histogram above the lines shows. Lines that a stage cannot read count as well. */
export const volumeQuery = (expr: string): string =>
  `sum by (detected_level) (count_over_time(${expr.trimEnd()}\n| drop __error__, __error_details__ [$__auto]))`;

/** How often each value of a field occurs in the range, the most frequent first. */
export const valuesQuery = (expr: string, field: string, parser: string | undefined, limit: number): string => {
  const stage = parser === undefined || new RegExp(`\\|\\s*${parser}\\b`).test(expr) ? '' : `\n| ${parser}`;
  return `topk(${limit}, sum by (${field}) (count_over_time(${expr.trimEnd()}${stage}\n| drop __error__, __error_details__ | ${field}!="" [$__range])))`;
};
