import type { DashboardSpec } from '../dashboard.js';
import { ASKED_BY_PEOPLE, perSecond, quantile, share } from '../expressions.js';
import { BY_SERVICE, columnOf, labelOf, link, toDashboard, toLogs, toTraces } from '../links.js';
import { chart } from '../panels/chart.js';
import { figure } from '../panels/figure.js';
import { logLines } from '../panels/log-lines.js';
import { rows, traceRows } from '../panels/rows.js';
import { serviceGraph } from '../panels/service-graph.js';
import { states } from '../panels/states.js';
import { logs, metric } from '../queries.js';
import { serviceVariable } from '../variables.js';

const CHOSEN = `service=~"$service", ${ASKED_BY_PEOPLE}`;
const ALL = `http_requests_total{${CHOSEN}}`;
const FAILED = `http_requests_total{${CHOSEN}, status=~"5.."}`;
const DURATIONS = `http_request_duration_seconds{${CHOSEN}}`;
const FIRING = 'ALERTS{alertstate="firing", severity!="none"}';

export const overview: DashboardSpec = {
  uid: 'overview',
  title: 'Platform overview',
  description: 'All services at a glance: which are up, which fail, which are slow, what is being alerted. Begin here.',
  tags: ['platform'],
  variables: [serviceVariable()],
  alerts: 'service=~"$service|"',
  sections: [
    {
      title: 'Is the platform well?',
      panels: [
        figure({
          title: 'Services down',
          about: 'Targets that do not answer their scrapes. ServiceDown fires after a minute.',
          query: metric('count(up{job=~"$service"} == 0) or vector(0)'),
          bad: 1,
          links: [toDashboard('Processes', 'services')],
        }),
        figure({
          title: 'Alerts that fire',
          about: 'All alerts of any service except Watchdog, which always fires.',
          query: metric(`count(${FIRING}) or vector(0)`),
          warn: 1,
          bad: 5,
          links: [link('Alerts', '/alerts')],
        }),
        figure({
          title: 'Requests a second',
          about: 'Requests to all chosen services. Probes and scrapes are left out, here and below.',
          query: metric(perSecond(ALL)),
          unit: 'reqps',
          links: [toDashboard('API performance', 'performance')],
        }),
        figure({
          title: 'Requests that fail',
          about: 'Share of requests answered with 5xx. HighErrorRate fires above 5 % of a service.',
          query: metric(share(FAILED, ALL)),
          unit: 'percentunit',
          warn: 0.01,
          bad: 0.05,
          links: [toTraces('Traces that failed', '{ status = error }')],
        }),
        figure({
          title: 'Duration, p95',
          about: 'One request in twenty takes longer than this.',
          query: metric(quantile(0.95, DURATIONS)),
          unit: 's',
          warn: 1,
          bad: 2,
          links: [toTraces('Slow traces', '{ duration > 2s }')],
        }),
        figure({
          title: 'Log errors a minute',
          about: 'Lines of the levels error, critical and fatal of all chosen services.',
          query: logs(
            'sum(count_over_time({service_name=~"$service"} | detected_level=~"error|critical|fatal" [1m]) or vector(0))',
          ),
          warn: 10,
          bad: 100,
          links: [toLogs('These lines', '{service_name=~".+"} | detected_level=~"error|critical|fatal"')],
        }),
      ],
    },
    {
      title: 'Which service is the trouble?',
      panels: [
        states({
          title: 'When was which service up?',
          about: 'Whether each service’s processes answered their scrapes.',
          query: metric('min by (job) (up{job=~"$service"})', '{{job}}'),
          names: { one: 'Up', zero: 'Down' },
          height: 9,
          links: [toDashboard('Its processes', 'services', { job: labelOf('job') })],
        }),
        rows({
          title: 'How is each service doing?',
          about: 'Requests, failures and durations over the last steps. A name leads to the service’s page.',
          keys: { service: 'Service' },
          columns: [
            { name: 'Requests', expr: perSecond(ALL, 'service'), unit: 'reqps' },
            {
              name: 'Fail',
              expr: share(FAILED, ALL, 'service'),
              unit: 'percentunit',
              decimals: 1,
              warn: 0.01,
              bad: 0.05,
            },
            { name: 'p50', expr: quantile(0.5, DURATIONS, 'service'), unit: 's' },
            { name: 'p95', expr: quantile(0.95, DURATIONS, 'service'), unit: 's', warn: 1, bad: 2 },
          ],
          links: [link('The service', `/services/${columnOf('Service')}`)],
        }),
        chart({
          title: 'How many requests does each service get?',
          about: 'Requests a second.',
          queries: [metric(perSecond(ALL, 'service'), '{{service}}')],
          isByService: true,
          unit: 'reqps',
          width: 8,
          links: BY_SERVICE,
        }),
        chart({
          title: 'Which services fail?',
          about: 'Share of requests answered with 5xx.',
          queries: [metric(share(FAILED, ALL, 'service'), '{{service}}')],
          isByService: true,
          unit: 'percentunit',
          warn: 0.01,
          bad: 0.05,
          width: 8,
          links: BY_SERVICE,
        }),
        chart({
          title: 'Which services are slow?',
          about: 'One request in twenty takes longer than this (p95). Two seconds are promised.',
          queries: [metric(quantile(0.95, DURATIONS, 'service'), '{{service}}')],
          isByService: true,
          unit: 's',
          warn: 1,
          bad: 2,
          width: 8,
          links: BY_SERVICE,
        }),
      ],
    },
    {
      title: 'What do alerts, logs and traces say?',
      panels: [
        rows({
          title: 'What is being alerted?',
          about: 'Alerts that fire now. Each has a runbook of its name in docs/runbooks.',
          keys: { alertname: 'Alert', severity: 'Severity', service: 'Service' },
          columns: [{ name: 'Series', expr: `count by (alertname, severity, service) (${FIRING})`, decimals: 0 }],
          nothing: 'no alert fires',
          links: [link('Alerts', '/alerts')],
        }),
        chart({
          title: 'Which services log errors?',
          about: 'Lines of the levels error, critical and fatal within five minutes.',
          queries: [
            logs(
              'sum by (service_name) (count_over_time({service_name=~"$service"} | detected_level=~"error|critical|fatal" [5m]))',
              '{{service_name}}',
            ),
          ],
          isByService: true,
          unit: 'short',
          height: 9,
          nothing: 'no errors in this time',
          links: [
            toLogs(
              'These lines',
              `{service_name="${labelOf('service_name')}"} | detected_level=~"error|critical|fatal"`,
            ),
          ],
        }),
        logLines({
          title: 'What went wrong lately?',
          isOfSeveral: true,
          about: 'The latest errors of the chosen services. A line leads to its trace.',
          query: '{service_name=~"$service"} | detected_level=~"error|critical|fatal"',
          nothing: 'no errors in this time',
        }),
        traceRows({
          title: 'Which requests failed?',
          about: 'The latest traces with a span that failed in one of the chosen services.',
          query: '{ resource.service.name =~ "$service" && status = error }',
          nothing: 'no trace failed in this time',
        }),
      ],
    },
    {
      title: 'What hangs together?',
      panels: [
        serviceGraph({
          title: 'Who calls whom?',
          about: 'Calls a second, their duration and the share that fails, of the metrics that are made of spans.',
          width: 24,
          height: 14,
        }),
      ],
    },
  ],
};
