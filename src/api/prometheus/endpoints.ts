import { cleanTombstones, deleteSeries, snapshot } from './admin.js';
import type { Answer } from './answer.js';
import { activeSeries, labelNamesCardinality, labelValuesCardinality } from './cardinality.js';
import { queryExemplars } from './exemplars.js';
import { formatQuery, parseQuery } from './expressions.js';
import { features } from './features.js';
import { labelNames, labelValues, series } from './labels.js';
import { metadata } from './metadata.js';
import { query, queryRangeAsAccepted } from './query.js';
import type { PrometheusRequest } from './request.js';
import { alerts, rules } from './rules.js';
import { searchLabelNames, searchLabelValues, searchMetricNames } from './search.js';
import { buildInfo, configuration, flags, runtimeInfo, walReplay } from './status.js';
import { tsdbBlocks, tsdbStatus } from './status-tsdb.js';
import { alertmanagers, scrapePools, targets, targetsMetadata } from './targets.js';

type Method = 'GET' | 'POST' | 'PUT';

export interface Endpoint {
  readonly path: string;
  readonly methods: readonly Method[];
  readonly answer: (request: PrometheusRequest) => Promise<Answer>;
}

const endpoint = (path: string, methods: readonly Method[], answer: Endpoint['answer']): Endpoint => ({
  path,
  methods,
  answer,
});

const GET = ['GET'] as const;
const GET_OR_POST = ['GET', 'POST'] as const;
const POST_OR_PUT = ['POST', 'PUT'] as const;

/** Prometheus' HTTP API: https://prometheus.io/docs/prometheus/latest/querying/api/ */
export const ENDPOINTS: readonly Endpoint[] = [
  endpoint('/query', GET_OR_POST, query),
  endpoint('/query_range', GET_OR_POST, queryRangeAsAccepted),
  endpoint('/query_exemplars', GET_OR_POST, queryExemplars),
  endpoint('/format_query', GET_OR_POST, formatQuery),
  endpoint('/parse_query', GET_OR_POST, parseQuery),
  endpoint('/series', GET_OR_POST, series),
  endpoint('/labels', GET_OR_POST, labelNames),
  endpoint('/label/:name/values', GET, labelValues),
  endpoint('/metadata', GET, metadata),
  endpoint('/targets', GET, targets),
  endpoint('/targets/metadata', GET, targetsMetadata),
  endpoint('/scrape_pools', GET, scrapePools),
  endpoint('/alertmanagers', GET, alertmanagers),
  endpoint('/rules', GET, rules),
  endpoint('/alerts', GET, alerts),
  endpoint('/features', GET, features),
  endpoint('/status/buildinfo', GET, buildInfo),
  endpoint('/status/runtimeinfo', GET, runtimeInfo),
  endpoint('/status/config', GET, configuration),
  endpoint('/status/flags', GET, flags),
  endpoint('/status/tsdb', GET, tsdbStatus),
  endpoint('/status/tsdb/blocks', GET, tsdbBlocks),
  endpoint('/status/walreplay', GET, walReplay),
  endpoint('/admin/tsdb/delete_series', POST_OR_PUT, deleteSeries),
  endpoint('/admin/tsdb/clean_tombstones', POST_OR_PUT, cleanTombstones),
  endpoint('/admin/tsdb/snapshot', POST_OR_PUT, snapshot),
];

/** Only with the feature search-api. */
export const SEARCH_ENDPOINTS: readonly Endpoint[] = [
  endpoint('/search/metric_names', GET_OR_POST, searchMetricNames),
  endpoint('/search/label_names', GET_OR_POST, searchLabelNames),
  endpoint('/search/label_values', GET_OR_POST, searchLabelValues),
];

/** What only Mimir has: https://grafana.com/docs/mimir/latest/references/http-api/#querier--query-frontend */
export const CARDINALITY_ENDPOINTS: readonly Endpoint[] = [
  endpoint('/cardinality/label_names', GET_OR_POST, labelNamesCardinality),
  endpoint('/cardinality/label_values', GET_OR_POST, labelValuesCardinality),
  endpoint('/cardinality/active_series', GET_OR_POST, activeSeries),
];
