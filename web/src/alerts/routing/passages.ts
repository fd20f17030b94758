import type { RoutingNode } from '../alerting-api';

/** Whether an alert ends in a route, or passes it on its way to one below. */
export type Passage = 'way' | 'end';

/** The routes that an alert passes, by their ids; `ends` are those that take it. */
export function passages(root: RoutingNode, ends: readonly string[]): ReadonlyMap<string, Passage> {
  const passed = new Map<string, Passage>();
  const walk = (node: RoutingNode): boolean => {
    // All of them: an alert may end in many.
    const isAbove = node.routes.map(walk).includes(true);
    const isEnd = ends.includes(node.id);
    if (isEnd || isAbove) passed.set(node.id, isEnd ? 'end' : 'way');
    return isEnd || isAbove;
  };
  walk(root);
  return passed;
}
