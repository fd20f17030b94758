import { describe, expect, it } from 'vitest';
import { defaultConfig } from '../defaults.js';
import { YamlFile } from '../yaml-file.js';
import { readOriginal } from './read-original.js';
import { tempoSettings } from './tempo.js';

function read(text: string) {
  const { given, problems } = readOriginal(new YamlFile('tempo.yaml', text), 'Tempo', tempoSettings, {
    defaults: defaultConfig(),
  });
  return { given: Object.fromEntries(given.map(({ setting, value }) => [setting.key, value])), problems };
}

const cases: readonly [title: string, text: string, given: Record<string, unknown>][] = [
  [
    'the span metrics processor',
    `metrics_generator: { processor: { span_metrics: {
      histogram_buckets: [0.1, 1], dimensions: [http.route], enable_target_info: true,
      intrinsic_dimensions: { span_kind: false },
      dimension_mappings: [{ name: env, source_labels: [a, b], join: / }],
      filter_policies: [{ include: { match_type: regex, attributes: [{ key: resource.zone, value: eu-.* }] } }] } } }`,
    {
      'traces.spanMetrics.histogramBuckets': [0.1, 1],
      'traces.spanMetrics.dimensions': ['http.route'],
      'traces.spanMetrics.targetInfo': true,
      'traces.spanMetrics.intrinsicDimensions.spanKind': false,
      'traces.spanMetrics.dimensionMappings': [{ name: 'env', sourceLabels: ['a', 'b'], join: '/' }],
      'traces.spanMetrics.filterPolicies': [
        { include: { matchType: 'regex', attributes: [{ key: 'resource.zone', value: 'eu-.*' }] } },
      ],
    },
  ],
  [
    'the service graph processor',
    `metrics_generator: { processor: { service_graphs: {
      wait: 5s, max_items: 10, peer_attributes: [a], enable_virtual_node_label: true } } }`,
    {
      'traces.serviceGraph.wait': 5000,
      'traces.serviceGraph.maxItems': 10,
      'traces.serviceGraph.peerAttributes': ['a'],
      'traces.serviceGraph.virtualNodeLabel': true,
    },
  ],
  [
    'the processors that run',
    'overrides: { defaults: { metrics_generator: { processors: [span-metrics-count, span-metrics-latency] } } }',
    {
      'traces.spanMetrics.enabled': true,
      'traces.spanMetrics.parts': ['count', 'latency'],
      'traces.serviceGraph.enabled': false,
    },
  ],
  [
    'limits',
    'overrides: { defaults: { metrics_generator: { max_active_series: 0, generate_native_histograms: both } } }',
    {
      'traces.generatedMetrics.maxActiveSeries': Number.POSITIVE_INFINITY,
      'traces.generatedMetrics.histograms': 'both',
    },
  ],
];

describe("Tempo's metrics-generator", () => {
  it.each(cases)('takes %s', (_title, text, given) => {
    expect(read(text)).toEqual({ given, problems: [] });
  });

  it.each([
    ['filter_policies: [{ includes: {} }]'],
    ['filter_policies: [{ include: { match_type: like, attributes: [] } }]'],
    ['filter_policies: [{ include: { match_type: regex, attributes: [{ key: a, value: "(" }] } }]'],
    ['histogram_buckets: [1, 0.1]'],
    ['dimension_mappings: [{ name: a }]'],
  ])('tells of %s', (line) => {
    expect(read(`metrics_generator: { processor: { span_metrics: { ${line} } } }`).problems).toHaveLength(1);
  });
});
