import type { TimeRange } from '@grafana/data';
import type { VariableState } from './interpolate';
import { KINDS } from './kinds/kinds';
import { ALL, ALL_TEXT, type Variable, type VariableOption } from './variable';

/** What a definition has chosen before anybody else does. */
export function definedValues(variable: Variable): readonly string[] {
  const initial = KINDS[variable.type].initial?.(variable);
  return initial ?? listOf(variable.current?.value);
}

const listOf = (value: string | readonly string[] | null | undefined): readonly string[] =>
  value === undefined || value === null || value === '' ? [] : ([] as string[]).concat(value).map(String);

/**
 * The values that hold among `options`. What a URL or a person has given is kept where the variable takes other values than
 * its options; what a definition has is not, as it may be of another system. Without any the first option is chosen: "All"
 * where there is that.
 */
export function heldValues(
  variable: Variable,
  values: readonly string[],
  options: readonly VariableOption[],
  isGiven: boolean,
): readonly string[] {
  if (KINDS[variable.type].isFree === true) return values;
  const named = values.map((value) => (variable.includeAll === true && isAllText(value, options) ? ALL : value));
  const isHeld = (value: string): boolean =>
    (value === ALL && variable.includeAll === true) ||
    options.some((option) => option.value === value) ||
    (isGiven && variable.allowCustomValue !== false && value !== '' && value !== ALL);
  const held = named.flatMap((value) => {
    if (isHeld(value)) return [value];
    const byText = options.find((option) => option.text === value);
    return byText === undefined ? [] : [byText.value];
  });
  if (held.length > 0) return variable.multi === true ? withoutAll(held) : held.slice(0, 1);
  if (isGiven && variable.multi === true && values.length === 0 && variable.includeAll !== true) return [];
  if (variable.includeAll === true) return [ALL];
  return options.slice(0, 1).map(({ value }) => value);
}

const isAllText = (value: string, options: readonly VariableOption[]): boolean =>
  value === ALL_TEXT && !options.some((option) => option.value === ALL_TEXT);

/** "All" beside others: the others were chosen after it, or it after them. */
const withoutAll = (values: readonly string[]): readonly string[] =>
  !values.includes(ALL) || values.length === 1
    ? values
    : values.at(-1) === ALL
      ? [ALL]
      : values.filter((v) => v !== ALL);

/** What a variable stands for in texts. */
export function stateOf(
  variable: Variable,
  values: readonly string[],
  options: readonly VariableOption[],
  range: TimeRange,
): VariableState {
  const isAll = values.includes(ALL);
  const isMulti = variable.multi === true;
  const shown = isAll ? options.map(({ value }) => value) : values;
  const texts = isAll
    ? [ALL_TEXT]
    : values.map((value) => options.find((option) => option.value === value)?.text ?? value);
  return {
    name: variable.name,
    value: isMulti || isAll ? shown : (shown[0] ?? ''),
    text: isMulti || isAll ? texts : (texts[0] ?? ''),
    isAll,
    isMulti: isMulti || variable.includeAll === true,
    ...(variable.allValue && { allValue: variable.allValue }),
    ...((variable.skipUrlSync === true || variable.type === 'constant') && { skipUrlSync: true }),
    ...KINDS[variable.type].state?.(variable, values, range),
  };
}
