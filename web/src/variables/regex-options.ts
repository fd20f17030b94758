import type { VariableOption } from './variable';

/** `/pattern/flags`, or a pattern that stands for the whole. Throws SyntaxError with what is wrong. */
export function regexOf(text: string): RegExp {
  const parts = /^\/(.*)\/([a-z]*)$/s.exec(text.trim());
  return parts === null ? new RegExp(`^${text}$`) : new RegExp(parts[1]!, parts[2]!.replace(/[^imsu]/g, ''));
}

/**
 * The options that the regex of a variable lets through. The groups `text` and `value` name what is shown and what is used, else
 * the first group is both. https://grafana.com/docs/grafana/latest/dashboards/variables/add-template-variables/#filter-variables-with-a-regular-expression
 */
export function matchingOptions(
  options: readonly VariableOption[],
  regex: string,
  applyTo: 'value' | 'text' = 'value',
): readonly VariableOption[] {
  if (regex.trim() === '') return options;
  const pattern = regexOf(regex);
  return options.flatMap((option): VariableOption[] => {
    const found = pattern.exec(option[applyTo]);
    if (found === null) return [];
    const { text, value } = found.groups ?? {};
    if (text !== undefined || value !== undefined) return [{ text: text ?? value!, value: value ?? text! }];
    return found.length > 1 ? [{ text: found[1] ?? '', value: found[1] ?? '' }] : [option];
  });
}

/** Each value once, the first of it; empty ones not. */
export function distinctOptions(options: readonly VariableOption[]): readonly VariableOption[] {
  const seen = new Set<string>();
  return options.filter(({ value }) => {
    if (value === '' || seen.has(value)) return false;
    seen.add(value);
    return true;
  });
}
