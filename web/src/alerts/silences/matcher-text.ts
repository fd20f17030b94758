import type { Labels } from '../../data/samples/ask-samples';
import type { SilenceMatcher } from '../alerting-api';

const OPERATORS = [
  { text: '=~', isEqual: true, isRegex: true },
  { text: '!~', isEqual: false, isRegex: true },
  { text: '!=', isEqual: false, isRegex: false },
  { text: '=', isEqual: true, isRegex: false },
] as const;

export const OPERATOR_TEXTS = ['=', '!=', '=~', '!~'] as const;

export type OperatorText = (typeof OPERATOR_TEXTS)[number];

export const operatorOf = ({ isEqual, isRegex }: SilenceMatcher): OperatorText =>
  OPERATORS.find((one) => one.isEqual === isEqual && one.isRegex === isRegex)!.text;

export const withOperator = (matcher: SilenceMatcher, text: OperatorText): SilenceMatcher => {
  const { isEqual, isRegex } = OPERATORS.find((one) => one.text === text)!;
  return { ...matcher, isEqual, isRegex };
};

/** `severity="critical"`, as the Alertmanager reads it. */
export const matcherText = (matcher: SilenceMatcher): string =>
  `${matcher.name}${operatorOf(matcher)}${JSON.stringify(matcher.value)}`;

export const EMPTY_MATCHER: SilenceMatcher = { name: '', value: '', isRegex: false, isEqual: true };

/** Exactly the alert with these labels. */
export const matchersOfLabels = (labels: Labels): SilenceMatcher[] =>
  Object.entries(labels).map(([name, value]) => ({ ...EMPTY_MATCHER, name, value }));

/** What the Alertmanager would refuse, in its place; undefined where it takes them. */
export function problemOf(matchers: readonly SilenceMatcher[]): string | undefined {
  if (matchers.length === 0) return 'a silence needs at least one matcher';
  for (const { name, value, isRegex } of matchers) {
    if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name)) return `“${name}” is no name of a label`;
    if (isRegex && !isPattern(value)) return `“${value}” is no regular expression`;
  }
  const isOpen = ({ value, isEqual, isRegex }: SilenceMatcher) =>
    isRegex ? isPattern(value) && new RegExp(`^(?:${value})$`).test('') === isEqual : (value === '') === isEqual;
  return matchers.every(isOpen) ? 'one matcher must not match the empty text, or it would mute everything' : undefined;
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}
