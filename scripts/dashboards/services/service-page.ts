import type { DashboardSpec, Section } from '../dashboard.js';
import { ASKED_BY_PEOPLE, perSecond, quantile, share } from '../expressions.js';
import { labelOf, toDashboard, toLogs, toService, toTraces } from '../links.js';
import { chart } from '../panels/chart.js';
import { figure } from '../panels/figure.js';
import { logLines } from '../panels/log-lines.js';
import type { PanelBuilder } from '../panels/panel.js';
import { rows, traceRows } from '../panels/rows.js';
import { serviceGraph } from '../panels/service-graph.js';
import { upOrDown } from '../panels/states.js';
import { logs, metric, withExemplars } from '../queries.js';
import { endpointVariable } from '../variables.js';

export interface ServicePageSpec {
  readonly uid: string;
  readonly service: string;
  readonly description: string;
  readonly tags?: readonly string[];
  /** Seconds of the 95th percentile from which on it is slow, and much too slow. */
  readonly slow?: { readonly warn: number; readonly bad: number };
  /** What only this service has: at most five panels. */
  readonly own: Section;
}

const PROMISED = { warn: 1, bad: 2 };

/** A service's own dashboard: whether it is well, its requests, what only it does, its neighbours, its process, logs and traces. */
export const servicePage = ({
  uid,
  service,
  description,
  tags = [],
  slow = PROMISED,
  own,
}: ServicePageSpec): DashboardSpec => ({
  uid,
  title: `Service: ${service}`,
  description,
  tags: ['service', ...tags],
  variables: [endpointVariable(`http_requests_total{service="${service}", ${ASKED_BY_PEOPLE}}`)],
  alerts: `service="${service}"`,
  sections: [
    { title: 'Is it well?', panels: health(service, slow) },
    { title: 'What is asked of it', panels: requests(service, slow) },
    own,
    { title: 'Its neighbours and its process', panels: surroundings(service) },
    { title: 'Its logs and traces', panels: evidence(service) },
  ],
});

const health = (service: string, slow: ServicePageSpec['slow'] & object): PanelBuilder[] => {
  const all = `http_requests_total{service="${service}", ${ASKED_BY_PEOPLE}}`;
  const failed = `http_requests_total{service="${service}", ${ASKED_BY_PEOPLE}, status=~"5.."}`;
  return [
    figure({
      title: 'Is it up?',
      about: `Whether all processes of ${service} answer their scrapes.`,
      query: metric(`min(up{job="${service}"})`),
      bad: 0,
      warn: 1,
      isMoreBetter: true,
      nothing: 'not scraped',
      mappings: upOrDown({ one: 'Up', zero: 'Down' }),
      links: [toDashboard('All processes', 'services', { job: service })],
    }),
    figure({
      title: 'Requests a second',
      about: 'How many requests arrive. Probes and scrapes are left out, here and in all panels of this dashboard.',
      query: metric(perSecond(all)),
      unit: 'reqps',
      links: toService(service),
    }),
    figure({
      title: 'Requests that fail',
      about: 'Share of requests answered with 5xx. HighErrorRate fires above 5 %.',
      query: metric(share(failed, all)),
      unit: 'percentunit',
      warn: 0.01,
      bad: 0.05,
      links: toService(service),
    }),
    figure({
      title: 'Duration, p95',
      about: 'One request in twenty takes longer than this.',
      query: metric(quantile(0.95, `http_request_duration_seconds{service="${service}", ${ASKED_BY_PEOPLE}}`)),
      unit: 's',
      ...slow,
      links: [toTraces('Slow traces', `{ resource.service.name = "${service}" && duration > ${slow.warn}s }`)],
    }),
    figure({
      title: 'Log errors a minute',
      about: 'Lines of the levels error, critical and fatal.',
      query: logs(
        `sum(count_over_time({service_name="${service}"} | detected_level=~"error|critical|fatal" [1m]) or vector(0))`,
      ),
      unit: 'short',
      warn: 1,
      bad: 30,
      links: [toLogs('These lines', `{service_name="${service}"} | detected_level=~"error|critical|fatal"`)],
    }),
    figure({
      title: 'Error budget left',
      about: 'What is left of the failures that 30 days may have (0.1 % of requests). From the rules in rules/slo.yml.',
      query: metric(`service:error_budget_remaining:ratio30d{service="${service}"}`),
      unit: 'percentunit',
      warn: 0.25,
      bad: 0,
      isMoreBetter: true,
      nothing: 'rules/slo.yml is not evaluated',
      links: [toDashboard('Objectives', 'slo', { service })],
    }),
  ];
};

const requests = (service: string, slow: ServicePageSpec['slow'] & object): PanelBuilder[] => {
  const chosen = `service="${service}", endpoint=~"$endpoint", ${ASKED_BY_PEOPLE}`;
  const counter = `http_requests_total{${chosen}}`;
  const failed = `http_requests_total{${chosen}, status=~"5.."}`;
  const durations = `http_request_duration_seconds{${chosen}}`;
  return [
    chart({
      title: 'Which endpoints are asked how often?',
      about: 'Requests a second by endpoint; together they are all requests.',
      queries: [metric(perSecond(counter, 'endpoint'), '{{endpoint}}')],
      unit: 'reqps',
      isStacked: true,
      links: [
        toTraces(
          'Traces of the endpoint',
          `{ resource.service.name = "${service}" && span.http.route = "${labelOf('endpoint')}" }`,
        ),
      ],
    }),
    chart({
      title: 'How are they answered?',
      about: 'Answers a second by HTTP status. 4xx is the clients’ fault, 5xx ours.',
      queries: [metric(perSecond(counter, 'status'), '{{status}}')],
      isByOutcome: true,
      unit: 'reqps',
      isStacked: true,
      links: toService(service),
    }),
    chart({
      title: 'How long do they take?',
      about:
        'Half of the requests, 95 and 99 in 100 take at most this long. Points are single requests and lead to their traces.',
      queries: [
        metric(quantile(0.5, durations), 'p50'),
        withExemplars(quantile(0.95, durations), 'p95'),
        metric(quantile(0.99, durations), 'p99'),
      ],
      unit: 's',
      ...slow,
      links: [toTraces('Slow traces', `{ resource.service.name = "${service}" && duration > ${slow.warn}s }`)],
    }),
    rows({
      title: 'Which endpoint is the trouble?',
      about: 'Requests, failures and durations of each endpoint over the last steps. Click a column’s title to sort.',
      keys: { endpoint: 'Endpoint', method: 'Method' },
      columns: [
        { name: 'Requests', expr: perSecond(counter, 'method, endpoint'), unit: 'reqps' },
        {
          name: 'Fail',
          expr: share(failed, counter, 'method, endpoint'),
          unit: 'percentunit',
          decimals: 1,
          warn: 0.01,
          bad: 0.05,
        },
        { name: 'p95', expr: quantile(0.95, durations, 'method, endpoint'), unit: 's', ...slow },
      ],
      height: 8,
    }),
  ];
};

const surroundings = (service: string): PanelBuilder[] => [
  serviceGraph({
    title: 'Who calls it, whom does it call?',
    about: 'Calls a second, their duration and the share that fails, of the metrics that are made of spans.',
    filters: [`{client="${service}"}`, `{server="${service}"}`],
    height: 11,
  }),
  chart({
    title: 'CPU',
    about: 'CPUs in use by each process: 1 is one core.',
    queries: [metric(`rate(process_cpu_seconds_total{job="${service}"}[$__rate_interval])`, '{{instance}}')],
    unit: 'short',
    width: 6,
    height: 11,
    links: [toDashboard('All processes', 'services', { job: service })],
  }),
  chart({
    title: 'Memory',
    about: 'Resident memory of each process.',
    queries: [metric(`process_resident_memory_bytes{job="${service}"}`, '{{instance}}')],
    unit: 'bytes',
    width: 6,
    height: 11,
    links: [toDashboard('All processes', 'services', { job: service })],
  }),
];

const evidence = (service: string): PanelBuilder[] => [
  logLines({
    title: 'What does it log?',
    about: 'The latest lines of the levels warning and above. A line leads to its trace.',
    query: `{service_name="${service}"} | detected_level=~"warn|warning|error|critical|fatal"`,
    nothing: 'no warnings or errors in this time',
  }),
  traceRows({
    title: 'In which traces did it fail?',
    about: 'The latest traces with a span of this service that failed.',
    query: `{ resource.service.name = "${service}" && status = error }`,
    nothing: 'no trace failed in this time',
  }),
];
