import type { Condition } from './conditions';

/** One chart of an alert: what is measured with the numbers or series that it must not pass. */
export interface ConditionChartModel extends Omit<Condition, 'expr'> {
  /** Several where they are compared with the same. */
  readonly exprs: readonly string[];
}

/** The conditions as charts; those that follow each other with the same bounds are in one where they measure the same. */
export function chartsOf(conditions: readonly Condition[]): readonly ConditionChartModel[] {
  const charts: ConditionChartModel[] = [];
  for (const { expr, ...condition } of conditions) {
    const last = charts.at(-1);
    if (last !== undefined && isSame(last, { expr, ...condition }, charts.length === 1 && last.exprs.length === 1)) {
      charts[charts.length - 1] = { ...last, exprs: [...last.exprs, expr], join: condition.join };
    } else {
      charts.push({ ...condition, exprs: [expr] });
    }
  }
  return charts;
}

/** The join of the first of all says nothing. */
function isSame(chart: ConditionChartModel, next: Condition, isFirst: boolean): boolean {
  const isJoined = isFirst || chart.join === next.join;
  const hasLimit = chart.limit !== undefined || next.limit !== undefined;
  const isAlike = next.join === 'or' || measured(chart.exprs[0]!) === measured(next.expr);
  return isJoined && !hasLimit && isAlike && JSON.stringify(chart.bounds) === JSON.stringify(next.bounds);
}

/** An expression without its windows: a burn over an hour and one over five minutes are of one measure. */
const measured = (expr: string): string => expr.replace(/\d+(?:ms|[smhdwy])/g, '');

/** `Fires where it is > 0.5`; of a further chart `and where this is > 5`. */
export function titleOf({ exprs, bounds, limit, join }: ConditionChartModel, isFirst: boolean): string {
  const texts = bounds.map(({ comparison, value }) => `${comparison} ${value}`);
  const compared = limit === undefined ? texts.join(' and ') : `${limit.comparison} the dashed line`;
  if (isFirst && exprs.length === 1) return `Fires where it is ${compared}`;
  const subject = exprs.length === 1 ? 'this is' : `${join === 'or' ? 'any of these is' : 'all of these are'}`;
  return isFirst ? `Fires where ${subject} ${compared}` : `${join} where ${subject} ${compared}`;
}
