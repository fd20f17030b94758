/** Which cases are run: the environment that `npm run conformance` sets. */
export interface Selection {
  /** The cases of this suite are run at all. */
  readonly enabled: boolean;
  /** Groups, also as `exp-*`; none for all. */
  readonly groups: readonly string[];
  /** Cases by id; none for all. */
  readonly ids: readonly string[];
  /** A server that runs already, instead of one of our own. */
  readonly url: string | undefined;
  /** Send it the data set first. */
  readonly load: boolean;
  /** Show every failed case, not the first few of a group. */
  readonly verbose: boolean;
  /** Show soft differences too. */
  readonly soft: boolean;
}

export function selectionFrom(env: NodeJS.ProcessEnv, suite: string): Selection {
  const flag = (name: string) => env[`QUARTET_CONFORMANCE_${name}`] === '1';
  return {
    enabled: (env.QUARTET_CONFORMANCE ?? suite) === suite,
    groups: listFrom(env, 'GROUP'),
    ids: listFrom(env, 'CASE'),
    url: env.QUARTET_CONFORMANCE_URL?.replace(/\/$/, ''),
    load: !flag('NO_LOAD'),
    verbose: flag('VERBOSE'),
    soft: flag('SOFT'),
  };
}

export const listFrom = (env: NodeJS.ProcessEnv, name: string): string[] =>
  (env[`QUARTET_CONFORMANCE_${name}`] ?? '').split(',').filter(Boolean);

/** Whether all cases are run, so that shares of them mean something. */
export const isWhole = ({ groups, ids }: Selection): boolean => groups.length === 0 && ids.length === 0;

interface Case {
  readonly id: string;
  readonly group: string;
}

/** The chosen ones of `cases` by group. */
export function selectCases<T extends Case>(cases: readonly T[], { groups, ids }: Selection): Map<string, T[]> {
  const fits = (group: string, pattern: string) =>
    pattern.endsWith('*') ? group.startsWith(pattern.slice(0, -1)) : group === pattern;
  const byGroup = new Map<string, T[]>();
  for (const one of cases) {
    if (ids.length > 0 && !ids.includes(one.id)) continue;
    if (groups.length > 0 && !groups.some((pattern) => fits(one.group, pattern))) continue;
    byGroup.set(one.group, [...(byGroup.get(one.group) ?? []), one]);
  }
  return byGroup;
}
