import type { DashboardSpec } from '../dashboard.js';
import { labelOf, toDashboard, toMetrics } from '../links.js';
import { bars } from '../panels/bars.js';
import { chart } from '../panels/chart.js';
import { figure } from '../panels/figure.js';
import { rows } from '../panels/rows.js';
import { states } from '../panels/states.js';
import { metric, metricNow } from '../queries.js';
import { instanceVariable, jobVariable } from '../variables.js';

const P = 'job=~"$job", instance=~"$instance"';
const NONE = 'nothing is probed: docs/exporters.md';
const DAY = 86_400;
const EXPIRY = `min by (job, instance) (probe_ssl_earliest_cert_expiry{${P}}) - time()`;
const links = [
  toMetrics('All figures of the probe', `{__name__=~"probe_.*", instance="${labelOf('instance')}"}`),
  toDashboard('Processes of services', 'services'),
];

export const probes: DashboardSpec = {
  uid: 'probes',
  title: 'Probes and certificates',
  description:
    'What is seen from outside: whether addresses answer, how fast, and how long certificates last (blackbox_exporter’s names).',
  tags: ['infrastructure'],
  variables: [jobVariable('probe_success'), instanceVariable('probe_success{job=~"$job"}')],
  alerts: 'category="probe"',
  sections: [
    {
      title: 'Does everything answer?',
      panels: [
        figure({
          title: 'Probes that fail',
          about: 'ProbeFailed fires after two minutes.',
          query: metric(`count(probe_success{${P}} == 0) or 0 * count(probe_success{${P}})`),
          decimals: 0,
          bad: 1,
          width: 6,
          nothing: NONE,
        }),
        figure({
          title: 'Answered in this time',
          about: 'Share of probes within the dashboard’s time that succeeded.',
          query: metric(`avg(avg_over_time(probe_success{${P}}[$__range]))`),
          unit: 'percentunit',
          decimals: 2,
          warn: 1,
          bad: 0.999,
          isMoreBetter: true,
          width: 6,
          nothing: NONE,
        }),
        figure({
          title: 'Slowest probe',
          about: 'ProbeSlow fires above 2 s.',
          query: metric(`max(probe_duration_seconds{${P}})`),
          unit: 's',
          warn: 1,
          bad: 2,
          width: 6,
          nothing: NONE,
        }),
        figure({
          title: 'First certificate expires in',
          about: 'CertificateExpiresSoon fires below 14 days, CertificateExpiresNow below 3.',
          query: metric(`min(${EXPIRY})`),
          unit: 'dtdurations',
          warn: 14 * DAY,
          bad: 3 * DAY,
          isMoreBetter: true,
          width: 6,
          nothing: 'no certificate was seen',
        }),
        states({
          title: 'When did what answer?',
          about: 'Each probe over time.',
          query: metric(`probe_success{${P}}`, '{{job}} {{instance}}'),
          names: { one: 'Answers', zero: 'Fails' },
          nothing: NONE,
          links,
        }),
        rows({
          title: 'What did each probe find?',
          about: 'The latest figures.',
          keys: { job: 'Job', instance: 'Address' },
          columns: [
            {
              name: 'Success',
              expr: `min by (job, instance) (probe_success{${P}})`,
              decimals: 0,
              bad: 0,
              warn: 1,
              isMoreBetter: true,
            },
            {
              name: 'Duration',
              expr: `max by (job, instance) (probe_duration_seconds{${P}})`,
              unit: 's',
              warn: 1,
              bad: 2,
            },
            {
              name: 'HTTP status',
              expr: `max by (job, instance) (probe_http_status_code{${P}})`,
              unit: 'none',
              decimals: 0,
            },
            {
              name: 'Certificate',
              expr: EXPIRY,
              unit: 'dtdurations',
              warn: 14 * DAY,
              bad: 3 * DAY,
              isMoreBetter: true,
            },
          ],
          height: 8,
          nothing: NONE,
        }),
      ],
    },
    {
      title: 'How fast, and how long still?',
      panels: [
        chart({
          title: 'How long do probes take?',
          about: 'Seconds of each.',
          queries: [metric(`probe_duration_seconds{${P}}`, '{{job}} {{instance}}')],
          unit: 's',
          warn: 1,
          bad: 2,
          width: 8,
          nothing: NONE,
          links,
        }),
        chart({
          title: 'What takes the time?',
          about: 'Phases of HTTP probes: looking the name up, connecting, TLS, waiting, transfer. The average of all.',
          queries: [metric(`avg by (phase) (probe_http_duration_seconds{${P}})`, '{{phase}}')],
          unit: 's',
          isStacked: true,
          width: 8,
          nothing: 'no HTTP is probed',
          links,
        }),
        bars({
          title: 'How long do certificates last?',
          about: 'Time until the first certificate of each address expires.',
          query: metricNow(`sort(${EXPIRY})`, '{{instance}}'),
          unit: 'dtdurations',
          warn: 14 * DAY,
          bad: 3 * DAY,
          isMoreBetter: true,
          nothing: 'no certificate was seen',
          links,
        }),
      ],
    },
  ],
};
