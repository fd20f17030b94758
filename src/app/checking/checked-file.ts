/** What a check of one file found. */
export interface CheckedFile {
  /** What is in it: `SUCCESS: 7 rules found`. */
  readonly found: readonly string[];
  /** What works, and is probably not meant so. */
  readonly warnings: readonly string[];
  /** What makes it of no use: `file:line:column: …`. */
  readonly problems: readonly string[];
}

export const counted = (count: number, one: string, several = `${one}s`): string =>
  `${count} ${count === 1 ? one : several}`;
