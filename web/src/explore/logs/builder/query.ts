import type { Matcher } from '../../matcher';

export const LINE_OPERATORS = ['|=', '!=', '|~', '!~', '|>', '!>'] as const;
export const PARSERS = ['json', 'logfmt', 'unpack', 'pattern', 'regexp'] as const;
export const LABEL_OPERATORS = ['=', '!=', '=~', '!~', '>', '>=', '<', '<='] as const;

export type LineOperator = (typeof LINE_OPERATORS)[number];
type Parser = (typeof PARSERS)[number];
type LabelOperator = (typeof LABEL_OPERATORS)[number];

/** One step of the pipeline. */
export type Stage =
  | { readonly kind: 'line'; readonly operator: LineOperator; readonly text: string }
  /** `argument`: the template of `pattern`, the expression of `regexp`. */
  | { readonly kind: 'parser'; readonly parser: Parser; readonly argument: string }
  /** Numbers, durations and sizes stand without quotes behind `>` and the like. */
  | { readonly kind: 'label'; readonly label: string; readonly operator: LabelOperator; readonly value: string };

/** What is counted of the lines. */
export interface Counting {
  readonly operation: string;
  readonly range: string;
  /** Labels by which counts are added up; undefined leaves each stream apart. */
  readonly sumBy?: readonly string[];
}

export interface LogQuery {
  readonly matchers: readonly Matcher[];
  readonly stages: readonly Stage[];
  readonly counting?: Counting;
}

export const COUNTINGS = ['count_over_time', 'rate', 'bytes_over_time', 'bytes_rate', 'absent_over_time'] as const;
