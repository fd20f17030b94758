import { describe, expect, it } from 'vitest';
import { labelsFrom } from '../../model/labels.js';
import { parseMatchers } from '../matchers/parse-matchers.js';
import { groupKey } from './group-key.js';
import { allRoutes, groupLabels, matchingRoutes, routeTree } from './route.js';
import type { RouteConfig } from './route-config.js';

const NOTHING: RouteConfig = {
  receiver: undefined,
  groupBy: undefined,
  continue: false,
  matchers: [],
  groupWaitMs: undefined,
  groupIntervalMs: undefined,
  repeatIntervalMs: undefined,
  muteTimeIntervals: [],
  activeTimeIntervals: [],
  routes: [],
};

const route = (matchers: string, receiver: string, more: Partial<RouteConfig> = {}): RouteConfig => ({
  ...NOTHING,
  matchers: parseMatchers(matchers),
  receiver,
  ...more,
});

const tree = routeTree(
  route('', 'default', {
    groupBy: ['service', 'alertname'],
    groupWaitMs: 1000,
    muteTimeIntervals: ['night'],
    routes: [
      route('severity=critical', 'everybody', { continue: true, groupBy: ['...'] }),
      route('severity=critical', 'oncall', {
        repeatIntervalMs: 5,
        routes: [route('team=a', 'a'), route('team=~"a|b"', 'ab', { groupBy: [], groupWaitMs: 0 })],
      }),
      route('team=b', 'b'),
    ],
  }),
);

const labels = (text: Record<string, string>) => labelsFrom(Object.entries(text));
const reached = (text: Record<string, string>) => matchingRoutes(tree, labels(text)).map((one) => one.options.receiver);

describe('the routing tree', () => {
  it('leads an alert to the deepest routes that match', () => {
    expect(reached({ severity: 'warning' })).toEqual(['default']);
    expect(reached({ severity: 'critical' })).toEqual(['everybody', 'oncall']);
    expect(reached({ severity: 'critical', team: 'a' })).toEqual(['everybody', 'a']);
    expect(reached({ severity: 'critical', team: 'b' })).toEqual(['everybody', 'ab']);
    expect(reached({ team: 'b' })).toEqual(['b']);
  });

  it('hands down what a route does not say, but not its time intervals', () => {
    const [root, everybody, oncall, , ab] = [...allRoutes(tree)].map(({ options }) => options);
    expect(root).toEqual({
      receiver: 'default',
      groupBy: ['service', 'alertname'],
      groupWaitMs: 1000,
      groupIntervalMs: 300_000,
      repeatIntervalMs: 14_400_000,
      muteTimeIntervals: ['night'],
      activeTimeIntervals: [],
    });
    expect(everybody).toMatchObject({ groupBy: 'all', groupWaitMs: 1000, muteTimeIntervals: [] });
    expect(oncall).toMatchObject({ groupBy: ['service', 'alertname'], repeatIntervalMs: 5 });
    expect(ab).toMatchObject({ groupBy: [], groupWaitMs: 0, repeatIntervalMs: 5 });
  });

  it('names routes and groups', () => {
    expect([...allRoutes(tree)].map(({ id }) => id)).toEqual([
      '{}',
      '{}/{severity="critical"}/0',
      '{}/{severity="critical"}/1',
      '{}/{severity="critical"}/1/{team="a"}/0',
      '{}/{severity="critical"}/1/{team=~"a|b"}/1',
      '{}/{team="b"}/2',
    ]);
    const alert = labels({ alertname: 'X "1"', service: 'api', severity: 'critical' });
    const [first, second] = matchingRoutes(tree, alert);
    expect(groupKey(second!, groupLabels(second!.options.groupBy, alert))).toBe(
      '{}/{severity="critical"}:{alertname="X \\"1\\"", service="api"}',
    );
    expect(groupLabels(first!.options.groupBy, alert)).toEqual(alert);
  });
});
