import { createHash } from 'node:crypto';
import type { ViewedGroup } from '../../rules/rules-view.js';
import { invalidParameter } from './parameters.js';

/** Which part of the groups a request asks for. */
export interface RulesPage {
  /** Groups that it may have; undefined: all. */
  readonly limit: number | undefined;
  /** Where it begins; empty: with the first. */
  readonly token: string;
}

/** What stands for a group in `group_next_token`. */
const tokenOf = ({ file, name }: ViewedGroup): string => createHash('sha1').update(`${file};${name}`).digest('hex');

/** The groups of a page, and the token of the one behind them. `invalid_argument` for a token of none. */
export function pageOf(
  groups: readonly ViewedGroup[],
  { limit, token }: RulesPage,
): { groups: readonly ViewedGroup[]; next: string | undefined } {
  if (limit === undefined) return { groups, next: undefined };
  const from = token === '' ? 0 : groups.findIndex((group) => tokenOf(group) === token);
  if (from < 0) {
    throw invalidParameter(
      'group_next_token',
      `invalid group_next_token ${JSON.stringify(token)}. were rule groups changed?`,
    );
  }
  const behind = groups[from + limit];
  return { groups: groups.slice(from, from + limit), next: behind === undefined ? undefined : tokenOf(behind) };
}
