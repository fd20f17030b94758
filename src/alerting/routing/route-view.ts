import type { GroupView, RouteView } from '../views.js';
import type { Route, RouteOptions } from './route.js';

/** The tree with what is in each route now. `mutedBy` names the time intervals that mute a route. */
export function routeView(
  root: Route,
  groups: readonly GroupView[],
  mutedBy: (options: RouteOptions) => readonly string[],
): RouteView {
  const groupsOf = new Map<string, GroupView[]>();
  for (const group of groups) {
    const known = groupsOf.get(group.routeId);
    if (known === undefined) groupsOf.set(group.routeId, [group]);
    else known.push(group);
  }
  const view = ({ id, options, matchers, continue: goesOn, routes }: Route): RouteView => {
    const own = groupsOf.get(id) ?? [];
    const alerts = own.flatMap((group) => group.alerts);
    return {
      id,
      options,
      matchers,
      continue: goesOn,
      mutedBy: mutedBy(options),
      groups: own.length,
      alerts: alerts.length,
      suppressed: alerts.filter(({ state }) => state === 'suppressed').length,
      nextFlushMs: own.length === 0 ? undefined : Math.min(...own.map(({ nextFlushMs }) => nextFlushMs)),
      routes: routes.map(view),
    };
  };
  return view(root);
}
