import { rangeUtil, type TimeRange } from '@grafana/data';
import type { VariableState } from '../../variables/interpolate';
import { regexOf } from '../../variables/regex-options';
import type { Condition, ConditionTest } from '../model/layout';

export interface ConditionContext {
  readonly variable: (name: string) => VariableState | undefined;
  readonly range: TimeRange;
  /** Whether the panel whose condition it is has data; without it, and until that is known, it counts as having some. */
  readonly hasData?: boolean | undefined;
}

type Test<K extends ConditionTest['kind']> = (
  test: Extract<ConditionTest, { kind: K }>,
  context: ConditionContext,
) => boolean;

const TESTS: { readonly [K in ConditionTest['kind']]: Test<K> } = {
  variable: ({ variable, operator, value }, context) => {
    const values = ([] as string[]).concat((context.variable(variable)?.value ?? []) as string[]);
    if (operator === 'equals' || operator === 'notEquals') return values.includes(value) === (operator === 'equals');
    return matches(values, value) === (operator === 'matches');
  },
  data: ({ value }, { hasData = true }) => value === hasData,
  'time-range': ({ value }, { range }) => {
    const length = range.to.valueOf() - range.from.valueOf();
    return rangeUtil.isValidTimeSpan(value) && length <= rangeUtil.intervalToMs(value);
  },
};

function matches(values: readonly string[], pattern: string): boolean {
  try {
    const regex = regexOf(pattern);
    return values.some((value) => regex.test(value));
  } catch {
    return false;
  }
}

/** Whether what has this condition is shown. Without tests it is. */
export function isShown(condition: Condition | undefined, context: ConditionContext): boolean {
  if (condition === undefined || condition.tests.length === 0) return true;
  const passes = (test: ConditionTest): boolean =>
    (TESTS[test.kind] as (one: never, at: ConditionContext) => boolean)(test as never, context);
  const isMet = condition.all ? condition.tests.every(passes) : condition.tests.some(passes);
  return isMet === condition.shows;
}
