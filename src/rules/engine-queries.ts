import type { LogqlEngine } from '../logql/engine.js';
import { QuartetError } from '../model/errors.js';
import type { Labels } from '../model/labels.js';
import type { PromqlEngine } from '../promql/engine.js';
import type { QueryLimits } from '../storage/interface.js';
import type { RuleQueries, RuleQuery, RuleSample } from './rule-query.js';

/** What a series has at the one step of an instant query, as the engines tell it. */
const HISTOGRAM = 2;

interface StepSeries {
  readonly labels: Labels;
  readonly kinds: Uint8Array;
  readonly values: Float64Array;
  readonly histograms: readonly (RuleSample['histogram'] | undefined)[] | undefined;
}

type Instant = (request: {
  tenant: string;
  query: string;
  time: number;
  limits: QueryLimits;
}) => Promise<{ readonly value: { readonly type: string } }>;

/** Rules' access to the engines. `limits` hold for each query. */
export function engineQueries(
  promql: Pick<PromqlEngine, 'instant'>,
  logql: Pick<LogqlEngine, 'instant'>,
  limits: QueryLimits,
): RuleQueries {
  return {
    promql: queryOf((request) => promql.instant(request), limits),
    logql: queryOf((request) => logql.instant(request), limits),
  };
}

function queryOf(ask: Instant, limits: QueryLimits): RuleQuery {
  return {
    async instant(tenant, expression, ms, signal) {
      const { value } = await ask({
        tenant,
        query: expression,
        time: ms,
        limits: { ...limits, ...(signal !== undefined && { signal }) },
      });
      return samplesOf(value as Parameters<typeof samplesOf>[0]);
    },
  };
}

function samplesOf(
  value:
    | { readonly type: 'vector'; readonly series: readonly StepSeries[] }
    | { readonly type: 'scalar'; readonly value: number }
    | { readonly type: 'other' },
): RuleSample[] {
  if (value.type === 'scalar') return [{ labels: [], value: value.value }];
  if (value.type !== 'vector') throw new QuartetError('execution', 'rule result is not a vector or scalar');
  return value.series.map(({ labels, kinds, values, histograms }) => ({
    labels,
    value: values[0]!,
    ...(kinds[0] === HISTOGRAM && { histogram: histograms![0] }),
  }));
}
