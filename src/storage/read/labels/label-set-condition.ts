import type { Tenant } from '../../../model/tenant.js';
import type { LabelMatcher } from '../../interface.js';
import { type Condition, matcherCondition } from './matchers.js';

/** Days since 1970, both inclusive. */
export interface DayRange {
  readonly first: number;
  readonly last: number;
}

/** A table of label sets (`metric_series`, `log_streams`, `span_resources`). */
export interface LabelSetTable {
  readonly name: string;
  /** The column that holds one label outside of the map, and that label's name; undefined where it stands in both. */
  readonly column: string;
  readonly label?: string;
}

/** Ids of one range, `from` inclusive and `to` exclusive; undefined where there is no end. Ids are hashes: spread evenly. */
export interface IdRange {
  readonly from: bigint;
  readonly to: bigint | undefined;
}

/** Of the rows of a table of label sets: those of a tenant and of these days that match. */
export function labelSetCondition(
  { label, column }: LabelSetTable,
  tenant: Tenant,
  matchers: readonly LabelMatcher[],
  days: DayRange,
): Condition {
  const matched = matcherCondition(matchers, label === undefined ? {} : { [label]: column });
  return {
    sql: `tenant = {tenant:String} AND day >= {firstDay:Int32} AND day <= {lastDay:Int32} AND ${matched.sql}`,
    params: { ...matched.params, tenant, firstDay: days.first, lastDay: days.last },
  };
}

export const idRangeCondition = ({ from, to }: IdRange): Condition => ({
  sql: to === undefined ? 'id >= {fromId:UInt64}' : 'id >= {fromId:UInt64} AND id < {toId:UInt64}',
  params: { fromId: from, ...(to !== undefined && { toId: to }) },
});

/** That the id is one of some: not more than a query should name (`MAX_BOUND_IDS`). */
export const idCondition = (ids: readonly bigint[]): Condition => ({
  sql: 'id IN {ids:Array(UInt64)}',
  params: { ids },
});
