import type { Labels } from '../../model/labels.js';
import { compileMatchers, formatMatchers, type LabelTest, type Matcher, sortMatchers } from '../matchers/matcher.js';
import type { RouteConfig } from './route-config.js';

const DEFAULTS = { groupWaitMs: 30_000, groupIntervalMs: 5 * 60_000, repeatIntervalMs: 4 * 3_600_000 };

/** What alerts of a route are grouped by: label names, or all of them. */
export type GroupBy = readonly string[] | 'all';

/** What a route does with its alerts. */
export interface RouteOptions {
  readonly receiver: string;
  readonly groupBy: GroupBy;
  readonly groupWaitMs: number;
  readonly groupIntervalMs: number;
  readonly repeatIntervalMs: number;
  readonly muteTimeIntervals: readonly string[];
  readonly activeTimeIntervals: readonly string[];
}

/** A node of the routing tree with what it takes from those above it. https://prometheus.io/docs/alerting/latest/configuration/#route */
export interface Route {
  /** The matchers from the root down: `{}/{severity="critical"}`. */
  readonly key: string;
  /** The key with the places among its neighbours: no two routes have the same. */
  readonly id: string;
  readonly options: RouteOptions;
  readonly matchers: readonly Matcher[];
  readonly matches: LabelTest;
  readonly continue: boolean;
  readonly routes: readonly Route[];
}

/** The tree below a root, which has a receiver. Time intervals are not taken from the parent. */
export function routeTree(root: RouteConfig): Route {
  return build(root, undefined, '');
}

function build(config: RouteConfig, parent: Route | undefined, place: string): Route {
  const matchers = sortMatchers(config.matchers);
  const above = parent?.options;
  const shown = formatMatchers(matchers);
  const node = {
    key: parent === undefined ? shown : `${parent.key}/${shown}`,
    id: parent === undefined ? shown : `${parent.id}/${shown}/${place}`,
    options: {
      receiver: config.receiver ?? above?.receiver ?? '',
      groupBy: groupByOf(config.groupBy) ?? above?.groupBy ?? [],
      groupWaitMs: config.groupWaitMs ?? above?.groupWaitMs ?? DEFAULTS.groupWaitMs,
      groupIntervalMs: config.groupIntervalMs ?? above?.groupIntervalMs ?? DEFAULTS.groupIntervalMs,
      repeatIntervalMs: config.repeatIntervalMs ?? above?.repeatIntervalMs ?? DEFAULTS.repeatIntervalMs,
      muteTimeIntervals: config.muteTimeIntervals,
      activeTimeIntervals: config.activeTimeIntervals,
    },
    matchers,
    matches: compileMatchers(matchers),
    continue: config.continue,
  };
  const route: Route & { routes: Route[] } = { ...node, routes: [] };
  route.routes.push(...config.routes.map((child, i) => build(child, route, String(i))));
  return route;
}

const groupByOf = (names: readonly string[] | undefined): GroupBy | undefined =>
  names?.includes('...') ? 'all' : names;

/**
 * The routes that an alert reaches: in each node the first child that matches and, after one with `continue`, the next ones;
 * a node itself where no child matches. None where the root does not match.
 */
export function matchingRoutes(route: Route, labels: Labels): Route[] {
  if (!route.matches(labels)) return [];
  const reached: Route[] = [];
  for (const child of route.routes) {
    const below = matchingRoutes(child, labels);
    reached.push(...below);
    if (below.length > 0 && !child.continue) break;
  }
  return reached.length > 0 ? reached : [route];
}

/** All routes, each before those below it. */
export function* allRoutes(route: Route): Generator<Route> {
  yield route;
  for (const child of route.routes) yield* allRoutes(child);
}

/** The labels by which a route groups an alert: those of the alert that are named. */
export function groupLabels(groupBy: GroupBy, labels: Labels): Labels {
  if (groupBy === 'all') return labels;
  const named: string[] = [];
  for (let i = 0; i < labels.length; i += 2) if (groupBy.includes(labels[i]!)) named.push(labels[i]!, labels[i + 1]!);
  return named;
}
