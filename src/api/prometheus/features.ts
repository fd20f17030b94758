import { AGGREGATIONS } from '../../promql/ast.js';
import { FUNCTIONS } from '../../promql/functions.js';
import { type DataAnswer, json } from './answer.js';
import type { PrometheusRequest } from './request.js';

const all = (names: readonly string[], isOn: boolean): Record<string, boolean> =>
  Object.fromEntries(names.map((name) => [name, isOn]));

const OPERATORS = '!= !~ % * + - / < </ <= == =~ > >/ >= @ ^ and atan2 or unless'.split(' ');
const EXPERIMENTAL_AGGREGATIONS: readonly string[] = ['limitk', 'limit_ratio'];
/** Words of duration expressions, which the original lists among the functions. */
const DURATION_WORDS = ['start', 'end', 'step', 'range', 'min_of', 'max_of'];

const DISCOVERIES = (
  'aws azure consul digitalocean dns docker dockerswarm ec2 ecs elasticache eureka file gce hetzner http ionos ' +
  'kubernetes kuma lightsail linode marathon msk nerve nomad oci openstack outscale ovhcloud puppetdb rds scaleway ' +
  'serverset stackit static triton uyuni vultr'
).split(' ');
const TEMPLATE_FUNCTIONS = (
  'args externalURL first graphLink humanize humanize1024 humanizeDuration humanizePercentage humanizeTimestamp label ' +
  'match now parseDuration pathPrefix query reReplaceAll safeHtml sortByLabel stripDomain stripPort strvalue tableLink ' +
  'title toDuration toLower toTime toUpper urlQueryEscape value'
).split(' ');

/** What can be asked of this server and what is off. https://prometheus.io/docs/prometheus/latest/querying/api/#features */
export async function features({ context }: PrometheusRequest): Promise<DataAnswer> {
  const { experiments } = context;
  const experimental = context.features.has('promql-experimental-functions');
  const extended = context.features.has('promql-extended-range-selectors');
  const fill = context.features.has('promql-binop-fill-modifiers');
  return json({
    api: {
      ...all(['exclude_alerts', 'label_values_match', 'query_stats', 'query_warnings'], true),
      ...all(['otlp_write_receiver', 'remote_write_receiver', 'time_range_labels', 'time_range_series'], true),
      ...all(['lifecycle', 'openapi_3.1', 'openapi_3.2'], false),
      ...all(['search_fuzz_alg_jarowinkler', 'search_fuzz_alg_subsequence'], true),
      admin: context.admin !== undefined,
      search: experiments.searchApi,
    },
    otlp_receiver: {
      delta_conversion: experiments.deltaToCumulative,
      native_delta_ingestion: experiments.nativeDelta,
    },
    prometheus: { agent_mode: false, auto_reload_config: false, server_mode: true, stringlabels: false },
    promql: {
      ...all(['at_modifier', 'bool', 'by', 'duration_expr', 'group_left', 'group_right', 'ignoring'], true),
      ...all(['negative_offset', 'offset', 'on', 'per_query_lookback_delta', 'subqueries', 'without'], true),
      ...all(['per_step_stats', 'type_and_unit_labels'], false),
      ...all(['anchored', 'smoothed'], extended),
      ...all(['fill', 'fill_left', 'fill_right'], fill),
      delayed_name_removal: context.features.has('promql-delayed-name-removal'),
    },
    promql_functions: {
      ...all(DURATION_WORDS, experimental),
      start_timestamp: false,
      ...Object.fromEntries([...FUNCTIONS.values()].map(({ name, experimental: is }) => [name, experimental || !is])),
    },
    promql_operators: {
      ...all(OPERATORS, true),
      ...Object.fromEntries(
        AGGREGATIONS.map((name) => [name, experimental || !EXPERIMENTAL_AGGREGATIONS.includes(name)]),
      ),
    },
    rules: { concurrent_rule_eval: false, keep_firing_for: true, query_offset: true },
    scrape: { extra_scrape_metrics: false, start_timestamp_zero_ingestion: false, type_and_unit_labels: false },
    service_discovery_providers: all(DISCOVERIES, false),
    templating_functions: all(TEMPLATE_FUNCTIONS, false),
    tsdb: {
      ...all(['exemplar_storage', 'native_histograms'], true),
      ...all(['delayed_compaction', 'histograms_st_encoding', 'isolation', 'st_storage'], false),
      ...all(['use_uncached_io', 'xor2_encoding'], false),
    },
    ui: all(['ui_v2', 'ui_v3'], false),
  });
}
