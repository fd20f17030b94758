import type { Variable, VariableOption } from '../variable';
import type { VariableKind } from './kind';

/** Options that are written down: `a, b`, `text : value`, with `\,` for a comma; or JSON. */
export const customKind: VariableKind = {
  options: (variable, { replace }) => customOptions(variable, replace(String(variable.query ?? ''))),
};

export function customOptions(
  { valuesFormat }: Pick<Variable, 'valuesFormat'>,
  text: string,
): readonly VariableOption[] {
  if (valuesFormat === 'json') return jsonOptions(text);
  const parts = text.match(/(?:\\,|[^,])+/g) ?? [];
  return parts.map((part) => {
    const plain = part.replace(/\\,/g, ',').trim();
    const pair = /^\s*(.+)\s:\s(.+)$/.exec(plain);
    return pair === null ? { text: plain, value: plain } : { text: pair[1]!.trim(), value: pair[2]!.trim() };
  });
}

function jsonOptions(text: string): readonly VariableOption[] {
  const list: unknown = JSON.parse(text);
  if (!Array.isArray(list)) throw new Error('the values of this variable are no JSON list');
  return list.map((one: unknown) => {
    if (typeof one !== 'object' || one === null) return { text: String(one), value: String(one) };
    const { text: shown, value } = one as { text?: unknown; value?: unknown };
    return { text: String(shown ?? value ?? ''), value: String(value ?? shown ?? '') };
  });
}
