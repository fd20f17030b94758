import type { VariableOption } from './variable';

type Order = (a: VariableOption, b: VariableOption) => number;

const byText: Order = (a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0);
/** The first number in each; without one it stands before all. */
const numberIn = ({ text }: VariableOption): number => Number(/\d+(\.\d+)?/.exec(text)?.[0] ?? -1);
const byNumber: Order = (a, b) => numberIn(a) - numberIn(b);
const byLowerCase: Order = (a, b) => byText(lower(a), lower(b));
const lower = ({ text, value }: VariableOption): VariableOption => ({ text: text.toLowerCase(), value });
const collator = new Intl.Collator('en', { numeric: true });
const naturally: Order = (a, b) => collator.compare(a.text, b.text);

const ORDERS: readonly Order[] = [byText, byNumber, byLowerCase, naturally];

/** Options by `sort` of a variable: 0 as they are, then for each order ascending and descending. */
export function sortedOptions(options: readonly VariableOption[], sort = 0): readonly VariableOption[] {
  const order = ORDERS[Math.floor((sort - 1) / 2)];
  if (sort <= 0 || order === undefined) return options;
  return sort % 2 === 1 ? [...options].sort(order) : [...options].sort((a, b) => order(b, a));
}
