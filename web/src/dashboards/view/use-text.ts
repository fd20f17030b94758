import type { ScopedVars } from '@grafana/data';
import { useMemo } from 'react';
import { useTime } from '../../time/time-context';
import { referredNames, replacerOf } from '../../variables/interpolate';
import { useSettledVariables } from '../../variables/variables-context';

/** The names of variables anywhere in a value. */
export const namesIn = (value: unknown): ReadonlySet<string> =>
  referredNames((JSON.stringify(value) ?? '').replaceAll('\\"', '"'));

/** A text with its variables replaced, as they are shown. */
export function useText(text: string, scopedVars: ScopedVars): string {
  const names = useMemo(() => namesIn(text), [text]);
  const { variables } = useSettledVariables(names);
  const { range, timeZone } = useTime();
  return replacerOf({ variables, scopedVars, range, timeZone })(text, undefined, 'text');
}
