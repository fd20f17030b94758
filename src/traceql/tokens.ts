const PUNCTUATION = ['{', '}', '(', ')', ',', '.', '|'] as const;

const OPERATORS = [
  ...(['!>>', '!<<', '&>>', '&<<'] as const),
  ...(['!>', '!<', '!~', '!=', '&>', '&<', '&~', '&&', '||', '>>', '<<', '>=', '<=', '=~'] as const),
  ...(['=', '>', '<', '~', '!', '+', '-', '*', '/', '%', '^'] as const),
] as const;

/** Attributes follow these without a space. `.` is one too. */
export const ATTRIBUTE_SCOPES = ['span.', 'resource.', 'parent.', 'event.', 'link.', 'instrumentation.'] as const;

/** Intrinsics follow these. */
export const INTRINSIC_SCOPES = ['trace:', 'span:', 'event:', 'link:', 'instrumentation:'] as const;

const KEYWORDS = [
  ...(['true', 'false', 'nil', 'minInt', 'maxInt'] as const),
  ...(['ok', 'error', 'unset'] as const),
  ...(['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'] as const),
  ...(['duration', 'childCount', 'name', 'status', 'statusMessage', 'kind'] as const),
  ...(['rootName', 'rootServiceName', 'rootService', 'traceDuration', 'parent'] as const),
  ...(['nestedSetLeft', 'nestedSetRight', 'nestedSetParent'] as const),
  ...(['id', 'traceID', 'spanID', 'parentID', 'timeSinceStart', 'version'] as const),
  ...(['count', 'avg', 'max', 'min', 'sum', 'by', 'coalesce', 'select', 'with'] as const),
  ...(['rate', 'count_over_time', 'min_over_time', 'max_over_time', 'avg_over_time', 'sum_over_time'] as const),
  ...(['quantile_over_time', 'histogram_over_time', 'compare', 'topk', 'bottomk'] as const),
] as const;

/** Kinds of tokens whose texts vary, by the names that Tempo's messages give them. */
type OpenKind = 'IDENTIFIER' | 'END_ATTRIBUTE' | 'STRING' | 'INTEGER' | 'FLOAT' | 'DURATION' | '$end';

/** Of keywords and symbols the kind is their text. */
export type TokenKind =
  | OpenKind
  | (typeof PUNCTUATION)[number]
  | (typeof OPERATORS)[number]
  | (typeof ATTRIBUTE_SCOPES)[number]
  | (typeof INTRINSIC_SCOPES)[number]
  | (typeof KEYWORDS)[number];

export interface Token {
  readonly kind: TokenKind;
  /** Of a string and of an attribute's name what it means; else as it stands in the query. */
  readonly text: string;
  /** What a number is; ns of a duration. 0 of others. */
  readonly amount: number | bigint;
  /** UTF-16 offset in the query of where mistakes at this token are told; for all parts of an attribute that of its scope. */
  readonly start: number;
  /** Tempo takes such a token by looking ahead, and then knows the column but no line: it says line 0. */
  readonly hasNoLine: boolean;
}

const byText = (kinds: readonly TokenKind[]): ReadonlyMap<string, TokenKind> =>
  new Map(kinds.map((kind) => [kind, kind]));

export const KEYWORD_KINDS = byText(KEYWORDS);
export const SCOPE_KINDS = byText([...ATTRIBUTE_SCOPES, ...INTRINSIC_SCOPES]);

export const SYMBOL_KINDS = byText([...OPERATORS, ...PUNCTUATION]);

/** UTF-16 units of the longest symbol. */
export const MAX_SYMBOL_LENGTH = 3;
