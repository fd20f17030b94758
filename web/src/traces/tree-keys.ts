import type { KeyboardEvent, RefObject } from 'react';
import { hasChildren, type SpanTree } from './span-tree';

interface TreeKeys {
  readonly tree: SpanTree;
  readonly rows: readonly number[];
  readonly rowOf: ReadonlyMap<number, number>;
  readonly collapsed: ReadonlySet<number>;
  readonly active: number | undefined;
  readonly selected: number | undefined;
  readonly onActive: (index: number) => void;
  readonly onToggle: (index: number, isOpen: boolean) => void;
  readonly onSelect: (index: number | undefined) => void;
  /** Its height is that of a page. */
  readonly pageOf: RefObject<HTMLElement | null>;
}

const ROWS_OF_PAGE_PX = 26;

/** The keys of a treegrid whose rows have the focus. https://www.w3.org/WAI/ARIA/apg/patterns/treegrid/#keyboardinteraction */
export function useTreeKeys(keys: TreeKeys): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.target !== event.currentTarget || event.altKey || event.ctrlKey || event.metaKey) return;
    const act = ACTIONS[event.key];
    if (act === undefined || keys.rows.length === 0) return;
    event.preventDefault();
    act(keys, keys.active ?? keys.rows[0]!);
  };
}

type Action = (keys: TreeKeys, index: number) => void;

const step =
  (by: (keys: TreeKeys) => number): Action =>
  (keys, index) => {
    const row = (keys.rowOf.get(index) ?? 0) + by(keys);
    keys.onActive(keys.rows[Math.min(Math.max(0, row), keys.rows.length - 1)]!);
  };

const page = ({ pageOf }: TreeKeys): number =>
  Math.max(1, Math.floor((pageOf.current?.clientHeight ?? 0) / ROWS_OF_PAGE_PX) - 2);

const isOpenParent = ({ tree, collapsed }: TreeKeys, index: number): boolean =>
  hasChildren(tree, index) && !collapsed.has(index);

const ACTIONS: Readonly<Record<string, Action>> = {
  ArrowDown: step(() => 1),
  ArrowUp: step(() => -1),
  PageDown: step(page),
  PageUp: step((keys) => -page(keys)),
  Home: step(() => Number.NEGATIVE_INFINITY),
  End: step(() => Number.POSITIVE_INFINITY),
  ArrowRight: (keys, index) => {
    if (isOpenParent(keys, index)) step(() => 1)(keys, index);
    else if (hasChildren(keys.tree, index)) keys.onToggle(index, true);
  },
  ArrowLeft: (keys, index) => {
    const parent = keys.tree.parents[index]!;
    if (isOpenParent(keys, index)) keys.onToggle(index, false);
    else if (parent >= 0) keys.onActive(parent);
  },
  Enter: (keys, index) => keys.onSelect(keys.selected === index ? undefined : index),
  ' ': (keys, index) => keys.onSelect(keys.selected === index ? undefined : index),
  Escape: (keys) => keys.onSelect(undefined),
};
