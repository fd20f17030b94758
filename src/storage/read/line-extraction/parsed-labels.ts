import type { Bindings } from './bindings.js';

/** SQL of one label of a line, which holds where the line is plain. */
export interface ParsedLabel {
  /** Its value, a String; empty where there is none. */
  readonly value: string;
  /** Of lines whose value is empty: whether they have no such label, rather than one without a value. */
  readonly isAbsent: string;
}

/** SQL of what a parser makes of the column `line`. */
export interface ParsedLabels {
  /** Of which all must hold for a line to be plain: the parser then makes exactly these labels of it, and no error. */
  readonly plain: readonly string[];
  /** Those of the names asked for that lines may have. */
  readonly labels: ReadonlyMap<string, ParsedLabel>;
}

/** The expressions for one parser and the labels that are wanted of it; undefined where they cannot be said. */
export type ParsedLabelsOf<P> = (parser: P, wanted: readonly string[], bindings: Bindings) => ParsedLabels | undefined;
