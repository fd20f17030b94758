import type { DashboardSpec } from '../dashboard.js';
import { greatest, perSecond, quantile } from '../expressions.js';
import { link, toDashboard, toLogs } from '../links.js';
import { chart } from '../panels/chart.js';
import { figure } from '../panels/figure.js';
import { logLines } from '../panels/log-lines.js';
import { traceRows } from '../panels/rows.js';
import { metric } from '../queries.js';
import { instanceVariable } from '../variables.js';

const I = 'instance=~"$instance"';
const MIB = 1024 * 1024;
const GIB = 1024 * MIB;
const status = (tab: string) => [link('Status', `/status/${tab}`), toLogs('Its log', '{service_name="quartet"}')];
/** Groups of rules by name: what stands before it in `rule_group` is the path of their file. */
const BUSY = `label_replace(max by (rule_group) (prometheus_rule_group_last_duration_seconds{${I}} / (prometheus_rule_group_interval_seconds{${I}} > 0)), "group", "$1", "rule_group", ".*;(.*)")`;
const REQUESTS = 'quartet_http_request_duration_seconds';

export const quartet: DashboardSpec = {
  uid: 'quartet',
  title: 'Quartet itself',
  description:
    'How this program does: what arrives and is stored, how fast it answers, its rules, scrapes, notifications, and what it takes.',
  tags: ['platform', 'self'],
  variables: [instanceVariable('quartet_build_info')],
  alerts: 'category="platform"',
  sections: [
    {
      title: 'Is it well?',
      panels: [
        figure({
          title: 'Items a second',
          about: 'Log entries, samples and spans that arrive.',
          query: metric(perSecond(`quartet_ingest_items_total{${I}}`)),
          unit: 'ops',
          links: status('ingestion'),
        }),
        figure({
          title: 'Waits to be stored',
          about:
            'Bytes in the write queue. At 64 MiB senders are told to slow down; QuartetWriteQueueHigh fires above 48.',
          query: metric(`sum(quartet_write_queue_bytes{${I}})`),
          unit: 'bytes',
          warn: 16 * MIB,
          bad: 48 * MIB,
          links: status('ingestion'),
        }),
        figure({
          title: 'Refused a second',
          about: 'Items that were not taken, for any reason. QuartetItemsRefused fires above 1.',
          query: metric(`${perSecond(`quartet_ingest_refused_total{${I}}`)} or vector(0)`),
          unit: 'ops',
          warn: 0.01,
          bad: 1,
          links: status('ingestion'),
        }),
        figure({
          title: 'Duration, p95',
          about:
            'One request in twenty, to any port, takes longer than this. QuartetQueriesSlow fires above 2 s of queries.',
          query: metric(quantile(0.95, `${REQUESTS}{${I}}`)),
          unit: 's',
          warn: 1,
          bad: 2,
          links: status('queries'),
        }),
        figure({
          title: 'Free on the disk',
          about: 'QuartetDiskLow fires below 10 GiB, QuartetDiskCritical below 2; below 512 MiB writes are refused.',
          query: metric(`min(quartet_store_disk_free_bytes{${I}})`),
          unit: 'bytes',
          warn: 10 * GIB,
          bad: 2 * GIB,
          isMoreBetter: true,
          links: status('storage'),
        }),
        figure({
          title: 'Memory',
          about: 'Resident memory of the program.',
          query: metric(`sum(process_resident_memory_bytes{job="quartet", ${I}})`),
          unit: 'bytes',
          links: [toDashboard('Its process', 'services', { job: 'quartet' })],
        }),
      ],
    },
    {
      title: 'What arrives, what is stored?',
      panels: [
        chart({
          title: 'What arrives?',
          about: 'Items a second by signal and dialect.',
          queries: [
            metric(perSecond(`quartet_ingest_items_total{${I}}`, 'signal, dialect'), '{{signal}} by {{dialect}}'),
          ],
          unit: 'ops',
          width: 8,
          links: status('ingestion'),
        }),
        chart({
          title: 'How long do inserts take?',
          about: 'One insert in twenty takes longer than this (p95), by lane. QuartetInsertsSlow fires above 5 s.',
          queries: [metric(quantile(0.95, `quartet_write_insert_duration_seconds{${I}}`, 'lane'), '{{lane}}')],
          unit: 's',
          warn: 1,
          bad: 5,
          width: 8,
          links: status('storage'),
        }),
        chart({
          title: 'Does merging keep up?',
          about: 'Parts of a table in one day. QuartetTooManyParts fires above 300.',
          queries: [metric(`max by (table) (quartet_store_parts{${I}})`, '{{table}}')],
          unit: 'short',
          warn: 200,
          bad: 300,
          width: 8,
          links: status('storage'),
        }),
        chart({
          title: 'What is stored?',
          about: 'Bytes on the disk by table.',
          queries: [metric(`sum by (table) (quartet_store_bytes{${I}})`, '{{table}}')],
          unit: 'bytes',
          isStacked: true,
          links: status('storage'),
        }),
        chart({
          title: 'Why are items refused?',
          about: 'Items a second by signal and reason.',
          queries: [
            metric(perSecond(`quartet_ingest_refused_total{${I}}`, 'signal, reason'), '{{signal}}: {{reason}}'),
          ],
          unit: 'ops',
          nothing: 'nothing was refused',
          links: status('ingestion'),
        }),
      ],
    },
    {
      title: 'How does it answer?',
      panels: [
        chart({
          title: 'Who asks?',
          about: 'Requests a second by dialect.',
          queries: [metric(perSecond(`${REQUESTS}_count{${I}}`, 'dialect'), '{{dialect}}')],
          unit: 'reqps',
          isStacked: true,
          width: 8,
          links: status('queries'),
        }),
        chart({
          title: 'How long do answers take?',
          about: 'One request in twenty takes longer than this (p95), by dialect.',
          queries: [metric(quantile(0.95, `${REQUESTS}{${I}}`, 'dialect'), '{{dialect}}')],
          unit: 's',
          warn: 1,
          bad: 2,
          width: 8,
          links: status('queries'),
        }),
        chart({
          title: 'How much comes from the cache of results?',
          about: 'Share of the steps of PromQL range queries that need not be computed.',
          queries: [
            metric(
              `${perSecond(`quartet_promql_cache_served_steps_total{${I}}`)} / (${perSecond(`quartet_promql_cache_asked_steps_total{${I}}`)} > 0)`,
              'served',
            ),
          ],
          unit: 'percentunit',
          max: 1,
          width: 8,
          links: status('queries'),
        }),
      ],
    },
    {
      title: 'Does it do its work?',
      panels: [
        chart({
          title: 'Are rules evaluated in time?',
          about: 'Seconds of a group’s last evaluation, against its interval: the ten that take the greatest share.',
          queries: [metric(greatest(10, BUSY, `max_over_time((${BUSY})[$__range:1m] @ end())`, 'group'), '{{group}}')],
          unit: 'percentunit',
          warn: 0.5,
          bad: 1,
          width: 8,
          links: [link('Rules', '/alerts/rules')],
        }),
        chart({
          title: 'What fails?',
          about: 'Failures a second of rules, scrapes and metrics of spans.',
          queries: [
            metric(perSecond(`prometheus_rule_evaluation_failures_total{${I}}`), 'rule evaluations'),
            metric(perSecond(`prometheus_rule_group_iterations_missed_total{${I}}`), 'missed evaluations'),
            metric(perSecond(`quartet_scrape_failed_total{${I}}`), 'scrapes'),
            metric(perSecond(`quartet_scrape_missed_total{${I}}`), 'missed scrapes'),
            metric(perSecond(`quartet_trace_metrics_dropped_spans_total{${I}}`), 'spans not counted'),
          ],
          unit: 'ops',
          width: 8,
          links: status('ingestion'),
        }),
        chart({
          title: 'What does it take?',
          about: 'CPUs in use (1 is one core), and how late one turn of its event loop in a hundred comes.',
          queries: [
            metric(`sum(rate(process_cpu_seconds_total{job="quartet", ${I}}[$__rate_interval]))`, 'CPUs'),
            metric(`max(nodejs_eventloop_lag_p99_seconds{job="quartet", ${I}})`, 'event loop, s'),
          ],
          unit: 'short',
          width: 8,
          links: [toDashboard('Its process', 'services', { job: 'quartet' })],
        }),
        logLines({
          title: 'What does it log?',
          about: 'Its latest warnings and errors.',
          query: '{service_name="quartet"} | detected_level=~"warn|warning|error|critical|fatal"',
          nothing: 'no warnings or errors in this time',
        }),
        traceRows({
          title: 'Which of its requests were slow?',
          about: 'The latest of its own traces that took over a second.',
          query: '{ resource.service.name = "quartet" && duration > 1s }',
          nothing: 'none took longer than a second',
        }),
      ],
    },
  ],
};
