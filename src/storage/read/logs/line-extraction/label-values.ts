import type { Bindings } from './bindings.js';
import type { ParsedLabels } from './parsed-labels.js';

/** SQL of one label of an entry behind its parser. */
export interface LabelValue {
  /** The texts of the entry that it is made of. */
  readonly sources: readonly string[];
  /** Its value, of the sources or of columns that hold them. */
  readonly value: (sources: readonly string[]) => string;
  readonly isAbsent: string;
  /** Of which all must hold of the sources for the entry to be plain. */
  readonly plain: (sources: readonly string[]) => readonly string[];
}

/** What comes from columns and whatever lines say is called by their names. */
const COLUMNS: ReadonlyMap<string, string> = new Map([
  ['detected_level', 'toString(level)'],
  ['trace_id', 'trace_id'],
]);

/** A label of structured metadata, which goes before one that the line has by that name, or one of the line. */
export function labelValue(name: string, parsed: ParsedLabels | undefined, bindings: Bindings): LabelValue {
  const stored = COLUMNS.get(name) ?? `metadata[${bindings.text(name)}]`;
  const isStored = `(${stored} != '')`;
  const label = parsed?.labels.get(name);
  if (label === undefined) {
    return {
      sources: [stored],
      value: ([column]) => column!,
      isAbsent: `NOT ${isStored}`,
      plain: ([column]) => [`isValidUTF8(${column})`],
    };
  }
  return {
    sources: [stored, label.source],
    value: ([column, source]) => {
      const value = label.value(source!);
      // A conditional would make ClickHouse copy the lines for which it judges the rest.
      return `concat(${column}, substring(${value}, 1, length(${value}) * empty(${column})))`;
    },
    isAbsent: `(NOT ${isStored} AND ${label.isAbsent})`,
    plain: ([column, source]) => [`isValidUTF8(${column})`, label.isPlain(source!)],
  };
}
