import { type Json, objectOf, objectsOf, textOf } from '../json';
import type { Condition, ConditionTest } from '../layout';

const TESTS: Readonly<Record<string, (spec: Json) => ConditionTest>> = {
  ConditionalRenderingVariable: (spec) => ({
    kind: 'variable',
    variable: textOf(spec.variable),
    operator: textOf(spec.operator, 'equals') as 'equals',
    value: textOf(spec.value),
  }),
  ConditionalRenderingData: (spec) => ({ kind: 'data', value: spec.value !== false }),
  ConditionalRenderingTimeRangeSize: (spec) => ({ kind: 'time-range', value: textOf(spec.value) }),
};

/** "Conditional rendering" of version 2 of the schema. */
export function readCondition(json: unknown): Condition | undefined {
  const { kind, spec } = objectOf(json);
  if (kind !== 'ConditionalRenderingGroup') return undefined;
  const { visibility, condition, items } = objectOf(spec);
  return {
    shows: visibility !== 'hide',
    all: condition !== 'or',
    tests: objectsOf(items).flatMap(({ kind: test, spec: inner }) => TESTS[textOf(test)]?.(objectOf(inner)) ?? []),
  };
}

const KINDS: Readonly<Record<ConditionTest['kind'], string>> = {
  variable: 'ConditionalRenderingVariable',
  data: 'ConditionalRenderingData',
  'time-range': 'ConditionalRenderingTimeRangeSize',
};

export function writeCondition({ shows, all, tests }: Condition): Json {
  const items = tests.map(({ kind, ...spec }) => ({ kind: KINDS[kind], spec }));
  return {
    kind: 'ConditionalRenderingGroup',
    spec: { visibility: shows ? 'show' : 'hide', condition: all ? 'and' : 'or', items },
  };
}
