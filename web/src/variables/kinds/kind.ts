import type { InterpolateFunction, TimeRange } from '@grafana/data';
import type { VariableState } from '../interpolate';
import type { Variable, VariableOption } from '../variable';

/** A data source as the server lists it. */
export interface ListedSource {
  readonly uid: string;
  readonly name: string;
  readonly type: string;
  readonly isDefault?: boolean;
}

/** What the options of a variable are found with. */
export interface OptionsContext {
  /** Fills in the variables that this one hangs on. */
  readonly replace: InterpolateFunction;
  readonly range: TimeRange;
  readonly sources: () => Promise<readonly ListedSource[]>;
  readonly signal: AbortSignal;
}

/** A type of variables. */
export interface VariableKind {
  /** What may be chosen, without "All". Throws with what people are told. */
  readonly options: (
    variable: Variable,
    context: OptionsContext,
  ) => Promise<readonly VariableOption[]> | readonly VariableOption[];
  /** Whether any text is a value; then `options` do not bound it. */
  readonly isFree?: boolean;
  /** Values while nobody has chosen; undefined: `current` of the definition. */
  readonly initial?: (variable: Variable) => readonly string[];
  /** Whether its value hangs on the time range. */
  readonly followsTime?: (variable: Variable) => boolean;
  /** What chosen values stand for, where it is not themselves. */
  readonly state?: (variable: Variable, values: readonly string[], range: TimeRange) => Partial<VariableState>;
}
