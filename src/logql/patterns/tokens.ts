/** Stands in a pattern for what differs from line to line. */
export const PLACEHOLDER = '<_>';

/** A line taken apart. */
export interface TokenizedLine {
  readonly tokens: readonly string[];
  /** The places of the tokens that a blank follows, one for each blank. */
  readonly blanksAfter: readonly number[];
}

/** How lines of one format are taken apart, and patterns made of the tokens that their lines share. */
export interface Tokenizer {
  /** `undefined` where the line has nothing to be told apart by. */
  tokenize(line: string): TokenizedLine | undefined;
  join(line: TokenizedLine): string;
}

/** Placeholders with nothing between them are one. */
export function withoutRepeatedPlaceholders(pattern: string): string {
  return pattern.replace(/(?:<_>){2,}/g, PLACEHOLDER);
}
