import { cellText, plainValue } from './cell-value';
import type { Column } from './columns';

/** Texts of cells that are let through, by the names of columns. */
export type Filters = Readonly<Record<string, ReadonlySet<string>>>;

export function filteredRows(count: number, columns: readonly Column[], filters: Filters): readonly number[] {
  const active = columns.flatMap(({ name, field }) => {
    const texts = filters[name];
    return texts === undefined ? [] : [{ field, texts }];
  });
  const rows: number[] = [];
  for (let row = 0; row < count; row++) {
    if (active.every(({ field, texts }) => texts.has(cellText(field, field.values[row])))) rows.push(row);
  }
  return rows;
}

export interface FilterChoice {
  readonly text: string;
  /** NaN: no number. */
  readonly numeric: number;
  readonly count: number;
}

const collator = new Intl.Collator(undefined, { numeric: true });

/** The texts of a column among `rows`, each once, in order. */
export function choicesOf({ field }: Column, rows: readonly number[]): FilterChoice[] {
  const found = new Map<string, { numeric: number; count: number }>();
  for (const row of rows) {
    const value = plainValue(field.values[row]);
    const text = cellText(field, value);
    const known = found.get(text);
    if (known !== undefined) known.count++;
    else found.set(text, { numeric: typeof value === 'number' ? value : Number.NaN, count: 1 });
  }
  return [...found]
    .map(([text, choice]) => ({ text, ...choice }))
    .toSorted((a, b) => a.numeric - b.numeric || collator.compare(a.text, b.text));
}

/** How a typed text chooses among the values of a column. */
export const OPERATORS = {
  contains: (choice, typed) => choice.text.toLowerCase().includes(typed.toLowerCase()),
  '=': (choice, typed) => choice.text === typed || choice.numeric === Number(typed),
  '!=': (choice, typed) => choice.text !== typed && choice.numeric !== Number(typed),
  '>': (choice, typed) => choice.numeric > Number(typed),
  '>=': (choice, typed) => choice.numeric >= Number(typed),
  '<': (choice, typed) => choice.numeric < Number(typed),
  '<=': (choice, typed) => choice.numeric <= Number(typed),
} satisfies Readonly<Record<string, (choice: FilterChoice, typed: string) => boolean>>;

export type Operator = keyof typeof OPERATORS;

export const matching = (
  choices: readonly FilterChoice[],
  operator: Operator,
  typed: string,
): readonly FilterChoice[] => (typed === '' ? choices : choices.filter((choice) => OPERATORS[operator](choice, typed)));
