import { quoted } from '../app/links';

/** Spans that a service answers, rather than those by which it calls others: they are its rate, errors and duration. */
export const ANSWERED = 'span_kind=~"SPAN_KIND_SERVER|SPAN_KIND_CONSUMER"';
const FAILED = 'status_code="STATUS_CODE_ERROR"';
const NOT_FAILED = 'status_code!="STATUS_CODE_ERROR"';

/** Where to look: further matchers, the window (`5m`), and how long before (`1d`). */
export interface Where {
  readonly matchers?: string;
  readonly window: string;
  readonly offset?: string;
  /** `service`, or `service, span_name`. */
  readonly by?: string;
}

const selector = (metric: string, { matchers, window, offset }: Where, ...more: readonly string[]) =>
  `rate(${metric}{${[ANSWERED, matchers, ...more].filter(Boolean).join(', ')}}[${window}]${offset === undefined ? '' : ` offset ${offset}`})`;

/** Calls a second. */
export const callRate = (where: Where): string =>
  `sum by (${where.by ?? 'service'}) (${selector('traces_spanmetrics_calls_total', where)})`;

/** Failed calls a second; of those without any failure there is nothing. */
const failureRate = (where: Where): string =>
  `sum by (${where.by ?? 'service'}) (${selector('traces_spanmetrics_calls_total', where, FAILED)})`;

/** Failed calls of all calls, 0 to 1. */
export const failureShare = (where: Where): string =>
  `(${failureRate(where)} or ${callRate(where)} * 0) / (${callRate(where)} > 0)`;

/** Seconds in which `quantile` of the calls are answered. */
export const latency = (quantile: number, where: Where): string =>
  `histogram_quantile(${quantile}, sum by (${where.by ?? 'service'}, le) (${selector('traces_spanmetrics_latency_bucket', where)}))`;

/** Calls a second that did not fail, by upper bound of their duration: what Apdex is made of. */
export const goodBuckets = (where: Where): string =>
  `sum by (${where.by ?? 'service'}, le) (${selector('traces_spanmetrics_latency_bucket', where, NOT_FAILED)})`;

export const ofService = (service: string): string => `service=${quoted(service)}`;
