import { useMemo } from 'react';
import { useTime } from '../../time/time-context';
import type { RunningVariable } from '../../variables/variable-store';
import { useRunningVariables } from '../../variables/variables-context';
import type { Condition } from '../model/layout';
import { isShown } from './conditions';
import type { RepeatValues } from './repeats';

export interface LayoutContext {
  readonly values: RepeatValues;
  /** `hasData`: of the panel whose condition it is. */
  readonly isShown: (condition: Condition | undefined, hasData?: boolean) => boolean;
}

/** What places of panels hang on: the values of variables, and the time range. */
export function useLayoutContext(): LayoutContext {
  const running = useRunningVariables();
  const { range } = useTime();
  return useMemo(
    () => ({
      values: (name) => repeatValues(running.get(name)),
      isShown: (condition, hasData) =>
        isShown(condition, { variable: (name) => running.get(name)?.state, range, hasData }),
    }),
    [running, range],
  );
}

function repeatValues(variable: RunningVariable | undefined): ReturnType<RepeatValues> {
  if (variable === undefined) return undefined;
  const { options, state } = variable;
  return ([] as string[])
    .concat(state.value as string[])
    .filter((value) => value !== '')
    .map((value) => ({ value, text: options.find((option) => option.value === value)?.text ?? value }));
}
