import { FLAG_SET_NAMES, type FlagSetName } from './flag-sets.js';
import type { RecordedCase } from './recorded-case.js';

/** Which cases are run against which server: the environment that `npm run conformance` sets. */
export interface Selection {
  /** The cases are run at all. */
  readonly enabled: boolean;
  readonly flagSets: readonly FlagSetName[];
  /** Groups, also as `exp-*`; none for all. */
  readonly groups: readonly string[];
  /** Cases by id; none for all. */
  readonly ids: readonly string[];
  /** A server that runs already, instead of one of our own for each flag set. */
  readonly url: string | undefined;
  /** Send it the data set first. */
  readonly load: boolean;
  /** Show every failed case, not the first few of a group. */
  readonly verbose: boolean;
  /** Show soft differences too. */
  readonly soft: boolean;
}

export function selectionFrom(env: NodeJS.ProcessEnv): Selection {
  const list = (name: string) => (env[`QUARTET_CONFORMANCE_${name}`] ?? '').split(',').filter(Boolean);
  const flag = (name: string) => env[`QUARTET_CONFORMANCE_${name}`] === '1';
  const asked = list('FLAGS');
  return {
    enabled: (env.QUARTET_CONFORMANCE ?? 'prometheus') === 'prometheus',
    flagSets: FLAG_SET_NAMES.filter((name) => asked.length === 0 || asked.includes(name)),
    groups: list('GROUP'),
    ids: list('CASE'),
    url: env.QUARTET_CONFORMANCE_URL?.replace(/\/$/, ''),
    load: !flag('NO_LOAD'),
    verbose: flag('VERBOSE'),
    soft: flag('SOFT'),
  };
}

export function selectCases(
  cases: readonly RecordedCase[],
  flags: FlagSetName,
  { groups, ids }: Selection,
): Map<string, RecordedCase[]> {
  const fits = (group: string, pattern: string) =>
    pattern.endsWith('*') ? group.startsWith(pattern.slice(0, -1)) : group === pattern;
  const chosen = cases.filter(
    (one) =>
      one.flags === flags &&
      (ids.length === 0 || ids.includes(one.id)) &&
      (groups.length === 0 || groups.some((pattern) => fits(one.group, pattern))),
  );
  const byGroup = new Map<string, RecordedCase[]>();
  for (const one of chosen) byGroup.set(one.group, [...(byGroup.get(one.group) ?? []), one]);
  return byGroup;
}
