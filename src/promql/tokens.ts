import { quoteGo } from '../lib/go-quote.js';
import { AGGREGATIONS } from './ast.js';

const PUNCTUATION = ['(', ')', '{', '}', '[', ']', ',', ':', '='] as const;

/** Longer ones before those they begin with. */
const SYMBOL_OPERATORS = [
  ...(['==', '!=', '=~', '!~', '<=', '>=', '</', '>/', '<', '>'] as const),
  ...(['+', '-', '*', '/', '%', '^', '@'] as const),
] as const;

const WORD_OPERATORS = ['and', 'or', 'unless', 'atan2'] as const;

const KEYWORDS = [
  ...(['anchored', 'bool', 'by', 'fill', 'fill_left', 'fill_right', 'group_left', 'group_right'] as const),
  ...(['ignoring', 'offset', 'on', 'smoothed', 'without'] as const),
] as const;

/** Words that are functions or parts of `@` and of duration expressions. */
const FUNCTION_WORDS = ['start', 'end', 'step', 'range', 'min_of', 'max_of'] as const;

const NUMBER_WORDS = ['inf', 'nan'] as const;

/** Kinds of tokens whose texts vary. */
type OpenKind = 'identifier' | 'metric-identifier' | 'number' | 'duration' | 'string' | 'end-of-input';

/** Of keywords and symbols the kind is their text, in lower case. */
export type TokenKind =
  | OpenKind
  | (typeof PUNCTUATION)[number]
  | (typeof SYMBOL_OPERATORS)[number]
  | (typeof WORD_OPERATORS)[number]
  | (typeof KEYWORDS)[number]
  | (typeof FUNCTION_WORDS)[number]
  | (typeof AGGREGATIONS)[number];

export interface Token {
  readonly kind: TokenKind;
  /** As it stands in the query. */
  readonly text: string;
  /** Of a string what it means; else the text. */
  readonly value: string;
  /** UTF-16 offsets in the query, `end` exclusive. */
  readonly start: number;
  readonly end: number;
}

/** Kinds of words that are more than names, by the word in lower case. */
export const WORD_KINDS: ReadonlyMap<string, TokenKind> = new Map<string, TokenKind>([
  ...[...WORD_OPERATORS, ...KEYWORDS, ...FUNCTION_WORDS, ...AGGREGATIONS].map((word) => [word, word] as const),
  ...NUMBER_WORDS.map((word) => [word, 'number'] as const),
]);

/** Those that may stand between expressions, longer ones first. */
export const SYMBOLS: readonly TokenKind[] = [...SYMBOL_OPERATORS, ...PUNCTUATION];

const kinds = (...lists: (readonly TokenKind[])[]): ReadonlySet<TokenKind> => new Set(lists.flat());

/** Words that are metric names where an expression begins. `on`, `ignoring`, `bool`, `group_left`, … are not. */
export const METRIC_NAME_KINDS = kinds(
  ['identifier', 'metric-identifier', 'and', 'or', 'unless'],
  ['anchored', 'by', 'fill', 'fill_left', 'fill_right', 'offset', 'smoothed', 'without'],
  FUNCTION_WORDS,
  AGGREGATIONS,
);

/** Words that are label names in `by (…)`, `on (…)` and the like. */
export const LABEL_NAME_KINDS = kinds(
  ['identifier', 'metric-identifier'],
  WORD_OPERATORS,
  KEYWORDS.filter((word) => word !== 'without'),
  FUNCTION_WORDS,
  AGGREGATIONS,
);

/** Words that are function names where a parenthesis follows. */
export const FUNCTION_NAME_KINDS = kinds(['identifier'], FUNCTION_WORDS);

export const AGGREGATION_KINDS = kinds(AGGREGATIONS);

const operators = kinds(SYMBOL_OPERATORS, WORD_OPERATORS);
const keywords = kinds(KEYWORDS);
const openKinds = kinds(['identifier', 'metric-identifier', 'number', 'duration', 'string']);

/** Longest text of a token that a message shows. */
const SHOWN = 10;

/** A token in the words of Prometheus' messages: `identifier "up"`, `<op:+>`, `<bool>`, `")"`, `end of input`. */
export function describeToken({ kind, text }: Token): string {
  if (kind === 'end-of-input') return 'end of input';
  if (openKinds.has(kind)) return `${kind.replace('-', ' ')} ${shown(kind, text)}`;
  if (AGGREGATION_KINDS.has(kind)) return `<aggr:${text}>`;
  if (operators.has(kind)) return `<op:${text}>`;
  return keywords.has(kind) ? `<${text}>` : quoteGo(text);
}

function shown(kind: TokenKind, text: string): string {
  const chars = [...text];
  const isName = kind === 'identifier' || kind === 'metric-identifier';
  return isName || chars.length <= SHOWN ? quoteGo(text) : `${quoteGo(chars.slice(0, SHOWN).join(''))}...`;
}
