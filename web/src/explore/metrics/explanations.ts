/** What the remarks of PromQL mean for who asks. https://prometheus.io/docs/prometheus/latest/querying/api/#format-overview */
const EXPLANATIONS: readonly (readonly [remark: RegExp, explanation: string])[] = [
  [
    /might not be a counter/,
    'Rates are of values that only grow. Is it a gauge? Then ask for it as it is, or use delta() or deriv().',
  ],
  [/quantile value should be between 0 and 1/, 'The 95th percentile is 0.95, not 95.'],
  [
    /no valid "?le"? label|bucket label .*(missing|malformed)/,
    'Classic histograms need their buckets: ask for …_bucket and keep "le" in the aggregation: sum by (le) (…).',
  ],
  [/monotonic/, 'Buckets were not counted at one moment; the quantile is a good estimate all the same.'],
  [
    /mix of histograms and floats|mixed floats and histograms/i,
    'A series has plain numbers and native histograms in one range: that part of it is left out.',
  ],
  [/metric might not be a gauge/, 'This function is of gauges; counters are read with rate() or increase().'],
  [/incompatible custom buckets|custom buckets/, 'The histograms have different bounds and cannot be added.'],
  [
    /results (were )?truncated|exceed(s|ed) .*limit/,
    'Ask for fewer series: with more label filters, or with an aggregation.',
  ],
  [/exemplars:/, 'The graph stands without the marks that lead to traces.'],
];

export const explanationOf = (text: string): string | undefined =>
  EXPLANATIONS.find(([remark]) => remark.test(text))?.[1];
