import { expect, it } from 'vitest';
import type { RoutingNode } from '../alerting-api';
import { passages } from './passages';

const node = (id: string, ...routes: RoutingNode[]): RoutingNode => ({
  id,
  receiver: 'team',
  matchers: [],
  groupBy: [],
  groupWait: '30s',
  groupInterval: '5m',
  repeatInterval: '4h',
  continue: false,
  muteTimeIntervals: [],
  activeTimeIntervals: [],
  mutedBy: [],
  groups: 0,
  alerts: 0,
  suppressed: 0,
  nextFlush: null,
  routes,
});

const ROOT = node('root', node('a', node('a1'), node('a2')), node('b'), node('c'));

it.each([
  [['a2'], { root: 'way', a: 'way', a2: 'end' }],
  [['a1', 'c'], { root: 'way', a: 'way', a1: 'end', c: 'end' }],
  [['root'], { root: 'end' }],
  [[], {}],
  [['gone'], {}],
])('marks the way to %j', (ends, expected) => {
  expect(Object.fromEntries(passages(ROOT, ends))).toEqual(expected);
});
