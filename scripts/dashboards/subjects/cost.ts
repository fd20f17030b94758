import type { DashboardSpec } from '../dashboard.js';
import { perSecond } from '../expressions.js';
import { labelOf, toDashboard, toLogs } from '../links.js';
import { bars } from '../panels/bars.js';
import { chart } from '../panels/chart.js';
import { figure } from '../panels/figure.js';
import { rows } from '../panels/rows.js';
import { logs, metric, metricNow } from '../queries.js';
import { labelVariable } from '../variables.js';

const RULES = 'From the rules in rules/cost.yml, whose prices are yours to set.';
const NO_RULES = 'rules/cost.yml is not evaluated';
const MIB = 1024 * 1024;
const GIB = 1024 * MIB;
const own = [toDashboard('Quartet itself', 'quartet')];

export const cost: DashboardSpec = {
  uid: 'cost',
  title: 'Cost: ingestion, storage, money',
  description: 'What arrives, what is stored, what the month costs and will cost, and who causes it.',
  tags: ['cost'],
  variables: [labelVariable('tenant', 'Tenant', 'quartet_ingest_bytes_total')],
  alerts: 'category="cost"',
  sections: [
    {
      title: 'What does the month cost?',
      panels: [
        figure({
          title: 'Cost of the last 30 days',
          about: `Dollars: fixed, stored and models. MonthlyCostHigh fires above 500. ${RULES}`,
          query: metric('platform:cost_dollars:month'),
          unit: 'currencyUSD',
          decimals: 2,
          warn: 387,
          bad: 500,
          nothing: NO_RULES,
        }),
        figure({
          title: 'Where the month ends',
          about: `Dollars at the pace of the last day. ${RULES}`,
          query: metric('platform:cost_dollars:forecast_month'),
          unit: 'currencyUSD',
          decimals: 2,
          warn: 387,
          bad: 500,
          nothing: NO_RULES,
        }),
        figure({
          title: 'Models, one day',
          about: `Dollars for calls to models. ${RULES}`,
          query: metric('platform:llm_cost_dollars:increase1d'),
          unit: 'currencyUSD',
          decimals: 2,
          warn: 50,
          bad: 100,
          nothing: NO_RULES,
          links: [toDashboard('Cost and tokens', 'llm')],
        }),
        figure({
          title: 'Arrives a second',
          about: 'Bytes of all signals. IngestionRateCritical fires above 50 MiB.',
          query: metric(perSecond('quartet_ingest_bytes_total{tenant=~"$tenant"}')),
          unit: 'binBps',
          warn: 20 * MIB,
          bad: 50 * MIB,
          links: own,
        }),
        figure({
          title: 'Stored',
          about: 'Bytes of the store on the disk. StorageNearBudget fires above 400 GB of 500.',
          query: metric('sum(quartet_store_bytes)'),
          unit: 'bytes',
          warn: 300e9,
          bad: 400e9,
          links: own,
        }),
        figure({
          title: 'Grows a day',
          about: 'Bytes, at the pace of the dashboard’s time. StorageGrowthHigh fires above 10 GiB.',
          query: metric('86400 * sum(deriv(quartet_store_bytes[$__range]))'),
          unit: 'bytes',
          warn: 5 * GIB,
          bad: 10 * GIB,
          links: own,
        }),
      ],
    },
    {
      title: 'What arrives, and from whom?',
      panels: [
        chart({
          title: 'Which signals arrive?',
          about: 'Bytes a second by signal.',
          queries: [metric(perSecond('quartet_ingest_bytes_total{tenant=~"$tenant"}', 'signal'), '{{signal}}')],
          unit: 'binBps',
          isStacked: true,
          width: 8,
          links: own,
        }),
        chart({
          title: 'By which dialect?',
          about: 'Bytes a second by the way in which they arrive.',
          queries: [metric(perSecond('quartet_ingest_bytes_total{tenant=~"$tenant"}', 'dialect'), '{{dialect}}')],
          unit: 'binBps',
          isStacked: true,
          width: 8,
          links: own,
        }),
        chart({
          title: 'Which tenants send?',
          about: 'Bytes a second by tenant. TenantIngestionHigh fires where one sends over half of much.',
          queries: [metric(perSecond('quartet_ingest_bytes_total{tenant=~"$tenant"}', 'tenant'), '{{tenant}}')],
          unit: 'binBps',
          width: 8,
        }),
        chart({
          title: 'Which services log much?',
          about: 'Bytes of lines a second by service. LogVolumeHigh fires above 5 MiB.',
          queries: [logs('topk(10, sum by (service_name) (bytes_rate({service_name=~".+"}[5m])))', '{{service_name}}')],
          isByService: true,
          unit: 'binBps',
          warn: 5 * MIB,
          links: [toLogs('Its lines', `{service_name="${labelOf('service_name')}"}`)],
        }),
        chart({
          title: 'How much of it is debugging?',
          about: 'Share of the bytes of lines that are of the level debug or trace.',
          queries: [
            logs(
              'sum(bytes_rate({service_name=~".+"} | detected_level=~"debug|trace" [5m])) / sum(bytes_rate({service_name=~".+"}[5m]))',
              'debug',
            ),
          ],
          unit: 'percentunit',
          max: 1,
          warn: 0.3,
          nothing: 'no debug entries in this time',
          links: [toLogs('Debug entries', '{service_name=~".+"} | detected_level=~"debug|trace"')],
        }),
        rows({
          title: 'Which metrics have the most series?',
          about: 'Series of each metric that were written to lately. One label with many values makes many.',
          keys: { __name__: 'Metric' },
          columns: [{ name: 'Series', expr: 'topk(20, count by (__name__) ({__name__=~".+"}))', decimals: 0 }],
        }),
        chart({
          title: 'How many series are there?',
          about: 'Series that were written to lately. SeriesCountHigh fires above a million.',
          queries: [metric('sum(prometheus_tsdb_head_series)', 'series')],
          unit: 'short',
          bad: 1e6,
          height: 9,
          links: own,
        }),
      ],
    },
    {
      title: 'What is stored?',
      panels: [
        chart({
          title: 'How does the store grow?',
          about: 'Bytes on the disk by table.',
          queries: [metric('sum by (table) (quartet_store_bytes)', '{{table}}')],
          unit: 'bytes',
          isStacked: true,
          links: own,
        }),
        bars({
          title: 'How small is a row?',
          about: 'Bytes on the disk for each row, by table.',
          query: metricNow(
            'sort_desc(sum by (table) (quartet_store_bytes) / (sum by (table) (quartet_store_rows) > 0))',
            '{{table}}',
          ),
          unit: 'bytes',
          width: 12,
          links: own,
        }),
      ],
    },
  ],
};
