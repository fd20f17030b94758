import { labelValue, METRIC_NAME } from '../../model/labels.js';
import { labelsKey } from '../../model/labels-key.js';
import { isStale } from '../../vector/stale.js';
import { negotiateText, type TextSample, textFormat } from '../../wire/prometheus/text-format.js';
import type { BareAnswer } from './answer.js';
import type { PrometheusRequest } from './request.js';
import { anyMatchParameters } from './selectors.js';

/** How old the last sample of a series may be, ms. */
const LOOKBACK = 300_000;

/**
 * The last sample of each series that is selected, in the text format, for another Prometheus to scrape.
 * https://prometheus.io/docs/prometheus/latest/federation/
 */
export async function federate(
  { context, parameters, tenant, limits }: PrometheusRequest,
  accept: string | undefined,
): Promise<BareAnswer> {
  const end = context.now();
  const range = { start: end - LOOKBACK + 1, end };
  const found = new Map<string, TextSample>();
  for (const matchers of anyMatchParameters(parameters)) {
    for await (const batch of context.metrics.samples(tenant, matchers, range, limits)) {
      for (const { labels: stored, ts, values, histograms } of batch) {
        const last = ts.length - 1;
        const value = histograms?.[last] ?? values[last]!;
        if (typeof value === 'number' && isStale(values, last)) continue;
        const labels = context.externalLabels.addedTo(stored);
        found.set(labelsKey(stored), { labels, ms: ts[last]!, value });
      }
    }
  }
  const samples = [...found].sort(([a, first], [b, second]) => {
    const [nameA, nameB] = [labelValue(first.labels, METRIC_NAME), labelValue(second.labels, METRIC_NAME)];
    return nameA < nameB ? -1 : nameA > nameB ? 1 : a < b ? -1 : 1;
  });
  const { escaping, contentType } = negotiateText(accept);
  return {
    status: 200,
    contentType,
    body: textFormat(
      samples.map(([, sample]) => sample),
      escaping,
    ),
  };
}
