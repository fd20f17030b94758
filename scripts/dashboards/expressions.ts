/** Pieces of PromQL. The window is the step's, at least four scrapes. */
const WINDOW = '[$__rate_interval]';

/** What probes and scrapes ask is left out of all figures of requests, as in the rules. */
export const ASKED_BY_PEOPLE = 'endpoint!~"/health|/ready|/metrics"';

const byClause = (by: string): string => (by === '' ? '' : ` by (${by})`);

/** Increase of a counter a second, summed by labels: `perSecond('http_requests_total{service="a"}', 'endpoint')`. */
export const perSecond = (counter: string, by = '', window = WINDOW): string =>
  `sum${byClause(by)} (rate(${counter}${window}))`;

/** Share of a counter's increase, 0 to 1; 0 where there is no part of it, nothing where there is no whole. */
export const share = (part: string, whole: string, by = ''): string =>
  `(${perSecond(part, by)} or 0 * ${perSecond(whole, by)}) / (${perSecond(whole, by)} > 0)`;

/** A quantile of a classic histogram, given by its name with or without selector. What is rare needs a wide window, `[10m]`. */
export const quantile = (q: number, histogram: string, by = '', window = WINDOW): string => {
  const [name, selector = ''] = histogram.split(/(?=\{)/, 2);
  const labels = by === '' ? 'le' : `${by}, le`;
  return `histogram_quantile(${q}, ${perSecond(`${name}_bucket${selector}`, labels, window)})`;
};

/**
 * Of `expr` the series whose `rank` is among the greatest over the dashboard's time: the same ones from its beginning to its
 * end, whereas `topk` alone takes others at each step. Both have the labels `by`.
 */
export const greatest = (count: number, expr: string, rank: string, by: string): string =>
  `${expr} and on (${by}) topk(${count}, ${rank})`;

/** The dashboard's time before its end, wherever the step is: the window of a `rank`. */
export const WHOLE_TIME = '[$__range] @ end()';

/** Increase of a counter over the dashboard's time. */
export const within = (counter: string, by = ''): string => `sum${byClause(by)} (increase(${counter}[$__range]))`;
