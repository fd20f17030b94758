import type { DropOrKeep } from '../../ast.js';
import { type EntryLabels, ERROR_DETAILS_LABEL, ERROR_LABEL } from '../entry-labels.js';
import type { StageFunction } from '../stage.js';
import { compileCondition } from './label-condition.js';

type Item = DropOrKeep['items'][number];

/**
 * Drop and keep labels expressions: names, or conditions under which the label of that name goes or stays.
 * https://grafana.com/docs/loki/latest/query/log_queries/#drop-labels-expression
 */
export function compileDropOrKeep({ kind, items }: DropOrKeep): StageFunction {
  return kind === 'drop' ? compileDrop(items) : compileKeep(items);
}

/** The error and its details go one by one: `drop __error__` leaves `__error_details__`. */
function compileDrop(items: readonly Item[]): StageFunction {
  const drops = items.map(dropped);
  return ({ labels }) => {
    for (const drop of drops) drop(labels);
    return true;
  };
}

function dropped(item: Item): (labels: EntryLabels) => void {
  const name = 'matcher' in item ? item.matcher.name : item.name;
  const { read, remove } = ERROR_LABELS.get(name) ?? ordinary(name);
  const holds = 'matcher' in item ? compileCondition(item.matcher) : undefined;
  return (labels) => {
    const value = read(labels);
    if (value !== undefined && (holds === undefined || holds(value))) remove(labels);
  };
}

interface Droppable {
  readonly read: (labels: EntryLabels) => string | undefined;
  readonly remove: (labels: EntryLabels) => void;
}

const ordinary = (name: string): Droppable => ({
  read: (labels) => labels.get(name),
  remove: (labels) => labels.delete(name),
});

const ERROR_LABELS: ReadonlyMap<string, Droppable> = new Map([
  [ERROR_LABEL, { read: (labels) => labels.error, remove: (labels) => labels.clearError() }],
  [ERROR_DETAILS_LABEL, { read: (labels) => labels.errorDetails, remove: (labels) => labels.clearErrorDetails() }],
]);

/** The error and its details stay. */
function compileKeep(items: readonly Item[]): StageFunction {
  const conditions = new Map<string, ((value: string) => boolean)[]>();
  for (const item of items) {
    const name = 'matcher' in item ? item.matcher.name : item.name;
    const holds = 'matcher' in item ? compileCondition(item.matcher) : () => true;
    conditions.set(name, [...(conditions.get(name) ?? []), holds]);
  }
  return ({ labels }) => {
    for (const [name, value] of [...labels.entries()]) {
      if (name === ERROR_LABEL || name === ERROR_DETAILS_LABEL) continue;
      if (!conditions.get(name)?.some((holds) => holds(value))) labels.delete(name);
    }
    return true;
  };
}
