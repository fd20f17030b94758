import type { ScopedVars } from '@grafana/data';
import type { Repeat } from '../model/layout';

interface RepeatValue {
  readonly text: string;
  readonly value: string;
}

/** The chosen values of a variable, all of them for "All"; undefined where there is no such variable. */
export type RepeatValues = (variable: string) => readonly RepeatValue[] | undefined;

/** One copy of what is repeated. */
export interface Clone {
  /** `''` of the first, so that it keeps its name. */
  readonly suffix: string;
  readonly title: string;
  readonly scopedVars: ScopedVars;
}

/** The copies; undefined where nothing is repeated, or there is nothing to repeat it for. */
export function clonesOf(repeat: Repeat | undefined, values: RepeatValues): readonly Clone[] | undefined {
  const found = repeat === undefined ? undefined : values(repeat.variable);
  if (repeat === undefined || found === undefined || found.length === 0) return undefined;
  return found.map(({ text, value }, i) => ({
    suffix: i === 0 ? '' : `-clone-${i}`,
    title: text,
    scopedVars: { [repeat.variable]: { text, value } },
  }));
}
