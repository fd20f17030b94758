import { formatMatchers } from '../matchers/matcher.js';
import type { Route } from './route.js';

/** The matchers of the routes from `from` down to `route`, both among them; empty where `route` is not below. */
export function routePath(from: Route, route: Route): string[] {
  const own = formatMatchers(from.matchers);
  if (from === route) return [own];
  for (const child of from.routes) {
    const below = routePath(child, route);
    if (below.length > 0) return [own, ...below];
  }
  return [];
}
