import type { z } from 'zod';
import type { RouteConfig } from '../../alerting/routing/route-config.js';
import { nearest } from '../../lib/nearest.js';

interface Named {
  readonly name: string;
}

/** The parts of a file that name one another. */
interface Parts {
  readonly route: RouteConfig;
  readonly receivers: readonly Named[];
  readonly time_intervals: readonly Named[];
  readonly mute_time_intervals: readonly Named[];
}

type Path = readonly (string | number)[];
type Report = (path: Path, message: string) => void;

/** What the parts of a file say about one another: names that come twice, that nobody defines, and what a root must not have. */
export function checkReferences(parts: Parts, context: z.RefinementCtx): void {
  const report: Report = (path, message) => context.addIssue({ code: 'custom', path: [...path], message });
  const receivers = namesOf('receivers', 'a receiver', [['receivers', parts.receivers]], report);
  const intervals = namesOf(
    'time_intervals',
    'a time interval',
    [
      ['time_intervals', parts.time_intervals],
      ['mute_time_intervals', parts.mute_time_intervals],
    ],
    report,
  );
  checkRoot(parts.route, report);
  checkRoute(parts.route, ['route'], { receivers, intervals }, report);
}

interface Names {
  readonly known: readonly string[];
  readonly list: string;
}

function namesOf(list: string, what: string, lists: readonly [string, readonly Named[]][], report: Report): Names {
  const known: string[] = [];
  for (const [key, items] of lists) {
    items.forEach(({ name }, i) => {
      if (known.includes(name)) report([key, i, 'name'], `${what} called ${JSON.stringify(name)} stands above already`);
      known.push(name);
    });
  }
  return { known, list };
}

const NOT_AT_ROOT: readonly [key: string, has: (route: RouteConfig) => boolean, message: string][] = [
  ['matchers', ({ matchers }) => matchers.length > 0, 'the root must not have matchers: it takes all alerts'],
  ['continue', (route) => route.continue, 'the root must not continue: no route stands beside it'],
  ['mute_time_intervals', (route) => route.muteTimeIntervals.length > 0, 'the root must not be muted'],
  ['active_time_intervals', (route) => route.activeTimeIntervals.length > 0, 'the root must always be active'],
];

function checkRoot(route: RouteConfig, report: Report): void {
  if (route.receiver === undefined) report(['route'], 'the root must name a receiver');
  for (const [key, has, message] of NOT_AT_ROOT) if (has(route)) report(['route', key], message);
}

function checkRoute(
  route: RouteConfig,
  path: Path,
  names: { readonly receivers: Names; readonly intervals: Names },
  report: Report,
): void {
  const used = (name: string, at: Path, { known, list }: Names) => {
    if (known.includes(name)) return;
    const close = nearest(name, known);
    const hint = close === undefined ? `define it under ${list}` : `did you mean ${close}?`;
    report(at, `${JSON.stringify(name)} is not defined; ${hint}`);
  };
  if (route.receiver !== undefined) used(route.receiver, [...path, 'receiver'], names.receivers);
  for (const [i, name] of route.muteTimeIntervals.entries())
    used(name, [...path, 'mute_time_intervals', i], names.intervals);
  for (const [i, name] of route.activeTimeIntervals.entries())
    used(name, [...path, 'active_time_intervals', i], names.intervals);
  for (const [i, child] of route.routes.entries()) checkRoute(child, [...path, 'routes', i], names, report);
}
