import type { Bindings } from './bindings.js';
import type { ParsedLabels } from './parsed-labels.js';

/** SQL of one label of an entry behind its parser. */
export interface LabelValue {
  readonly value: string;
  readonly isAbsent: string;
  /** Of which all must hold for the entry to be plain. */
  readonly plain: readonly string[];
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
  const plain = [`isValidUTF8(${stored})`];
  if (label === undefined) return { value: stored, isAbsent: `NOT ${isStored}`, plain };
  const { value, isAbsent } = label;
  return {
    // A conditional would make ClickHouse copy the lines for which it judges the rest.
    value: `concat(${stored}, substring(${value}, 1, length(${value}) * (NOT ${isStored})))`,
    isAbsent: `(NOT ${isStored} AND ${isAbsent})`,
    plain,
  };
}
