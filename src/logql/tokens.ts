import { RANGE_AGGREGATIONS, VECTOR_AGGREGATIONS } from './ast.js';

const PUNCTUATION = ['{', '}', ',', '.', '(', ')', '|'] as const;

/** Longer ones before those they begin with. */
const SYMBOL_OPERATORS = [
  ...(['|=', '|~', '|>', '!=', '!~', '!>', '=~', '==', '>=', '<='] as const),
  ...(['=', '>', '<', '+', '-', '*', '/', '%', '^'] as const),
] as const;

/** Words that are never labels. */
const KEYWORDS = [
  ...(['and', 'or', 'unless', 'bool', 'by', 'without', 'on', 'ignoring', 'group_left', 'group_right'] as const),
  ...(['offset', 'json', 'logfmt', 'regexp', 'pattern', 'unpack', 'decolorize'] as const),
  ...(['line_format', 'label_format', 'drop', 'keep', 'unwrap'] as const),
] as const;

/** Words that are labels unless a parenthesis follows. */
const FUNCTION_WORDS = [
  ...(['label_replace', 'vector', 'ip', 'bytes', 'duration', 'duration_seconds'] as const),
  ...RANGE_AGGREGATIONS,
  ...VECTOR_AGGREGATIONS,
] as const;

/** Kinds of tokens whose texts vary, by the names that Loki's messages give them. `$unk` is a strange character. */
type OpenKind = 'IDENTIFIER' | 'STRING' | 'NUMBER' | 'PARSER_FLAG' | 'BYTES' | 'DURATION' | 'RANGE' | '$unk' | '$end';

/** Of keywords and symbols the kind is their text, in lower case. */
export type TokenKind =
  | OpenKind
  | (typeof PUNCTUATION)[number]
  | (typeof SYMBOL_OPERATORS)[number]
  | (typeof KEYWORDS)[number]
  | (typeof FUNCTION_WORDS)[number];

export interface Token {
  readonly kind: TokenKind;
  /** As it stands in the query. */
  readonly text: string;
  /** Of a string what it means; else the text. */
  readonly value: string;
  /** What a number is; ns of a duration, ms of a range, bytes of a size. 0 of others. */
  readonly amount: number;
  /** UTF-16 offset in the query. */
  readonly start: number;
}

const byWord = (words: readonly TokenKind[]): ReadonlyMap<string, TokenKind> =>
  new Map(words.map((word) => [word, word]));

export const KEYWORD_KINDS = byWord(KEYWORDS);
export const FUNCTION_KINDS = byWord(FUNCTION_WORDS);

/** Longer ones first. */
export const SYMBOLS: readonly TokenKind[] = [...SYMBOL_OPERATORS, ...PUNCTUATION];

const NAMES: Readonly<Partial<Record<TokenKind, string>>> = {
  bytes: 'BYTES_CONV',
  duration: 'DURATION_CONV',
  duration_seconds: 'DURATION_SECONDS_CONV',
};

/** A kind of token in the words of Loki's messages. */
export const nameOf = (kind: TokenKind): string => NAMES[kind] ?? kind;

const LOOKED_AHEAD: ReadonlySet<TokenKind> = new Set<TokenKind>([
  ...(['PARSER_FLAG', 'BYTES', 'DURATION', 'RANGE'] as const),
  ...SYMBOL_OPERATORS.filter((symbol) => symbol.length > 1),
]);

/** Loki takes these by looking ahead, and then knows the column but no line: it says line 0. */
export const hasNoLine = ({ kind }: Token): boolean => LOOKED_AHEAD.has(kind);
