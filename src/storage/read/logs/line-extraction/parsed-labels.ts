import type { Bindings } from './bindings.js';

/**
 * SQL of one label of a line, which holds where the line is plain. Its value is made of a text of the line, its source, so
 * that lines may be grouped by sources, and values made of each group's rather than of each line's.
 */
export interface ParsedLabel {
  /** A String over the column `line`, hardly longer than the value; empty where there is none. */
  readonly source: string;
  /** The value, a String; empty where there is none. */
  readonly value: (source: string) => string;
  /** Whether a source of a line that is plain otherwise is one that `value` is right of; `1` where that is any. */
  readonly isPlain: (source: string) => string;
  /** Of lines whose value is empty: whether they have no such label, rather than one without a value. */
  readonly isAbsent: string;
}

/** SQL of what a parser makes of the column `line`. */
export interface ParsedLabels {
  /** Of which all must hold for a line to be plain, and `isPlain` of each label: the parser then makes exactly these labels of it, and no error. */
  readonly plain: readonly string[];
  /** Those of the names asked for that lines may have. */
  readonly labels: ReadonlyMap<string, ParsedLabel>;
}

/** A label whose source is its value. */
export const asItStands = (source: string, isAbsent: string): ParsedLabel => ({
  source,
  value: (value) => value,
  isPlain: () => '1',
  isAbsent,
});

/** The expressions for one parser and the labels that are wanted of it; undefined where they cannot be said. */
export type ParsedLabelsOf<P> = (parser: P, wanted: readonly string[], bindings: Bindings) => ParsedLabels | undefined;
