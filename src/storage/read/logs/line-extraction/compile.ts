import type { ExtractedFilter, LineExtraction, LineParser } from '../../../interface.js';
import type { Condition } from '../../labels/matchers.js';
import { Bindings } from './bindings.js';
import { jsonLabels } from './json-labels.js';
import { type FilterCondition, filterConditions } from './label-filters.js';
import { READ_NUMBERS } from './label-numbers.js';
import { type LabelValue, labelValue } from './label-values.js';
import { logfmtLabels } from './logfmt-labels.js';
import type { ParsedLabels, ParsedLabelsOf } from './parsed-labels.js';
import { patternLabels } from './pattern-labels.js';
import { regexpLabels } from './regexp-labels.js';

/** What is read out of entries as SQL over the columns `line`, `level`, `trace_id` and `metadata`. */
export interface CompiledExtraction {
  /**
   * Whether the entry is one of the many of which `labels` and `where` say what the evaluator's stages would. Others are to
   * be read and evaluated, however `where` judges them. An entry whose parser fails is never plain.
   */
  readonly plain: Condition;
  /** The values of the wanted labels, each a String, empty where there is none. Each `Condition` binds what they need. */
  readonly labels: ReadonlyMap<string, string>;
  /** Whether the filters let the entry pass. */
  readonly where: Condition;
  /** The number of the unwrapped label, a Float64, of plain entries that pass; without one `0.`. */
  readonly number: string;
  /** How the labels are had of groups of entries. */
  readonly grouped: GroupedExtraction;
}

/** `plain` and `labels` in two steps: entries are grouped by texts, of which then come the labels. */
export interface GroupedExtraction {
  /** What must hold of an entry to be plain, apart from its texts. */
  readonly plain: Condition;
  /** The texts, to be columns `text0`, `text1` … */
  readonly texts: readonly string[];
  /** Over these columns: whether the entries of a group are plain, and the values of their labels. */
  readonly textsPlain: string;
  readonly labels: ReadonlyMap<string, string>;
}

const PARSERS: { readonly [K in LineParser['kind']]: ParsedLabelsOf<Extract<LineParser, { kind: K }>> } = {
  json: jsonLabels,
  logfmt: logfmtLabels,
  pattern: patternLabels,
  regexp: regexpLabels,
};

/** More labels would make the store's query long. */
const MAX_LABELS = 20;
/** Characters of what is asked of each entry: planning more costs more than reading does (docs/performance.md). */
const MAX_SQL = 24_000;

/** What a parser calls a label whose name the entry had before. */
const RENAMED = /_extracted$/;
/** Names of what the parsers themselves say. */
const RESERVED = /^__/;

/**
 * Undefined where SQL cannot say it, among others where a label may be one of a stream: `streamLabels` are the names of
 * all labels of the streams that are read.
 */
export function compileExtraction(
  { parser, wanted, filters, unwrapped }: LineExtraction,
  streamLabels: ReadonlySet<string>,
): CompiledExtraction | undefined {
  const bindings = new Bindings();
  const looked = [...wanted, ...(unwrapped === undefined ? [] : [unwrapped.label]), ...filters.flatMap(namesIn)];
  const names = new Set(looked.filter((name) => name !== '__error__'));
  if (wanted.includes('__error__') || unwrapped?.label === '__error__' || names.size > MAX_LABELS) return undefined;
  for (const name of names) {
    if (streamLabels.has(name) || RENAMED.test(name) || RESERVED.test(name)) return undefined;
  }
  let parsed: ParsedLabels | undefined;
  if (parser !== undefined) {
    parsed = (PARSERS[parser.kind] as ParsedLabelsOf<LineParser>)(parser, [...names], bindings);
    if (parsed === undefined) return undefined;
  }
  const values = new Map([...names].map((name) => [name, labelValue(name, parsed, bindings)]));
  const filter = filterConditions(filters, (name) => ofEntry(values.get(name)), bindings);
  if (filter === undefined) return undefined;
  const number = numberOf(unwrapped, (name) => ofEntry(values.get(name)), bindings);
  const judged = [...(parsed?.plain ?? []), ...filter.plain, ...number.plain];
  const length = [...judged, filter.holds, number.holds, number.value].reduce((sum, sql) => sum + sql.length, 0);
  if (length > MAX_SQL) return undefined;
  const asked = wanted.map((name) => values.get(name) as LabelValue);
  const texts = [...new Set(asked.flatMap(({ sources }) => sources))];
  const columns = asked.map(({ sources }) => sources.map((source) => `text${texts.indexOf(source)}`));
  const all = [...judged, ...[...values.values()].flatMap((value) => value.plain(value.sources))];
  const textsPlain = product(asked.flatMap((value, i) => value.plain(columns[i]!)));
  const { params } = bindings;
  return {
    plain: { sql: product(all), params },
    labels: new Map(wanted.map((name, i) => [name, asked[i]!.value(asked[i]!.sources)])),
    where: { sql: [filter.holds, number.holds].filter((term) => term !== '1').join(' AND ') || '1', params },
    number: number.value,
    grouped: {
      plain: { sql: product(judged), params },
      texts,
      textsPlain,
      labels: new Map(wanted.map((name, i) => [name, asked[i]!.value(columns[i]!)])),
    },
  };
}

const NO_NUMBER = { value: '0.', holds: '1', plain: [] };

/** The number of a label, which entries have that are not empty there. */
function numberOf(
  unwrapped: LineExtraction['unwrapped'],
  labelOf: (name: string) => ReturnType<typeof ofEntry>,
  bindings: Bindings,
): FilterCondition & { readonly value: string } {
  const label = unwrapped && labelOf(unwrapped.label);
  if (unwrapped === undefined || label === undefined) return NO_NUMBER;
  const { isNumber, value } = READ_NUMBERS[unwrapped.reads](label.value, bindings);
  return {
    value: unwrapped.per === 1 ? value : `(${value} / ${bindings.float(unwrapped.per)})`,
    holds: `${label.value} != ''`,
    plain: [...label.plain, `(${label.value} = '' OR ${isNumber})`],
  };
}

/** A label where each entry is judged. */
const ofEntry = (value: LabelValue | undefined) =>
  value === undefined
    ? undefined
    : { value: value.value(value.sources), isAbsent: value.isAbsent, plain: value.plain(value.sources) };

/**
 * Whether all of them hold. AND would be slower by half: before it judges a term it copies the lines for which all those
 * before it hold.
 */
function product(terms: readonly string[]): string {
  const distinct = [...new Set(terms)].filter((term) => term !== '1');
  return distinct.length === 0 ? '1' : `(${distinct.map((term) => `toUInt8(${term})`).join(' * ')} = 1)`;
}

/** Of the labels that a filter looks at; of a long one those that are met first. */
function namesIn(filter: ExtractedFilter): string[] {
  const names: string[] = [];
  const open = [filter];
  for (let next = open.pop(); next !== undefined && names.length <= MAX_LABELS; next = open.pop()) {
    if ('left' in next) open.push(next.right, next.left);
    else names.push('matcher' in next ? next.matcher.name : next.name);
  }
  return names;
}
