import { ExpressionError } from './errors.js';
import type { Expression } from './expression.js';
import type { Item } from './item.js';
import { type Evaluation, isLast, kindOf } from './kinds.js';

/** What an expression gives, or why it gives nothing. */
export type Outcome =
  | { readonly refId: string; readonly items: readonly Item[] }
  | { readonly refId: string; readonly error: ExpressionError };

interface Queries extends Omit<Evaluation, 'itemsOf'> {
  /** What a query was answered; undefined where there is no such query. Throws what it failed with. */
  readonly itemsOfQuery: (refId: string) => readonly Item[] | undefined;
}

/**
 * Grafana's expressions, in the order in which they stand; each is calculated once, whoever names it. One that fails does not
 * touch those that do not hang on it.
 * https://grafana.com/docs/grafana/latest/panels-visualizations/query-transform-data/expression-queries/
 */
export function* evaluateExpressions(expressions: readonly Expression[], queries: Queries): Generator<Outcome> {
  const found = new Map<string, Outcome>();
  const outcomeOf = (expression: Expression, path: readonly string[]): Outcome => {
    const { refId } = expression;
    const known = found.get(refId);
    if (known !== undefined) return known;
    const outcome = attempt(refId, () => {
      const kind = kindOf(expression);
      for (const name of kind.inputs(expression)) checkInput(expression, name);
      return kind.run(expression, { ...queries, itemsOf: (name) => itemsFor(refId, name, [...path, refId]) });
    });
    found.set(refId, outcome);
    return outcome;
  };
  const named = (refId: string) => expressions.find((one) => one.refId === refId);
  const checkInput = (expression: Expression, name: string): void => {
    const input = named(name);
    if (input === undefined) return;
    const { refId } = expression;
    if (isLast(expression)) {
      throw new ExpressionError('parse', `classic conditions take queries only, and ${name} is an expression`);
    }
    if (isLast(input)) {
      const text = `classic conditions may not be the input for other expressions, but ${name} is the input for ${refId}`;
      throw new ExpressionError('parse', text);
    }
  };
  const itemsFor = (refId: string, name: string, path: readonly string[]): readonly Item[] => {
    if (path.includes(name)) {
      throw new ExpressionError('cycle', `expressions hang on each other: ${[...path, name].join(' → ')}`, name);
    }
    const expression = named(name);
    if (expression !== undefined) return itemsIn(outcomeOf(expression, path), name);
    return itemsIn(
      attempt(name, () => answered(name, refId, queries)),
      name,
    );
  };
  for (const expression of expressions) yield outcomeOf(expression, []);
}

function answered(name: string, refId: string, { itemsOfQuery }: Queries): readonly Item[] {
  const items = itemsOfQuery(name);
  if (items === undefined)
    throw new ExpressionError('missing', `there is no query ${name}, which ${refId} names`, name);
  return items;
}

function attempt(refId: string, run: () => readonly Item[]): Outcome {
  try {
    return { refId, items: run() };
  } catch (error) {
    if (error instanceof ExpressionError) return { refId, error };
    return { refId, error: new ExpressionError('execution', error instanceof Error ? error.message : String(error)) };
  }
}

/** Throws what the first of a chain failed with, said once. */
function itemsIn(outcome: Outcome, name: string): readonly Item[] {
  if ('items' in outcome) return outcome.items;
  const { code, message } = outcome.error;
  if (code === 'missing' || code === 'cycle') throw outcome.error;
  throw new ExpressionError('dependency', code === 'dependency' ? message : `${name} failed: ${message}`, name);
}
