export type TokenKind =
  | 'text'
  | '{{'
  | '}}'
  | 'space'
  | 'identifier'
  | 'keyword'
  | 'field'
  | 'variable'
  | 'dot'
  | 'nil'
  | 'bool'
  | 'number'
  | 'char-constant'
  | 'string'
  | 'raw-string'
  | ':='
  | '='
  | '|'
  | '('
  | ')'
  | 'char'
  | 'eof'
  | 'error';

export interface Token {
  readonly kind: TokenKind;
  /** As it stands in the template; of an `error` what is wrong. */
  readonly value: string;
  /** Where it begins, in code units. */
  readonly at: number;
  /** Counted from 1. */
  readonly line: number;
}

export const SPACE = /^[ \t\r\n]$/;

/** A letter, digit or underscore. */
export const WORD = /^[\p{L}\p{Nd}_]$/u;
