import type { DashboardSpec } from '../dashboard.js';
import { BY_SERVICE, labelOf, toDashboard, toTraces } from '../links.js';
import { bars } from '../panels/bars.js';
import { chart } from '../panels/chart.js';
import { figure } from '../panels/figure.js';
import { rows, traceRows } from '../panels/rows.js';
import { states } from '../panels/states.js';
import { metric, metricNow } from '../queries.js';
import { serviceVariable } from '../variables.js';

const S = '{service=~"$service"}';
/** Without the recorded name, by which rows of a table would differ. */
const ofService = (recorded: string): string => `max by (service) (${recorded}${S})`;
const RULES = 'From the rules in rules/slo.yml.';
const NO_RULES = 'rules/slo.yml is not evaluated';

export const slo: DashboardSpec = {
  uid: 'slo',
  title: 'Service level objectives',
  description:
    'Within 30 days 99.9 % of the requests to a service succeed, and 95 % take at most two seconds. All figures are recorded by rules/slo.yml and rules/performance.yml.',
  tags: ['platform', 'slo'],
  variables: [serviceVariable()],
  alerts: 'category="slo", service=~"$service|"',
  sections: [
    {
      title: 'Are the objectives kept?',
      panels: [
        figure({
          title: 'Least available service',
          about: `Share of requests that succeeded within 30 days, of the worst service. ${RULES}`,
          query: metric(`min(service:availability:ratio30d${S})`),
          unit: 'percentunit',
          decimals: 3,
          bad: 0.999,
          isMoreBetter: true,
          nothing: NO_RULES,
        }),
        figure({
          title: 'Least error budget left',
          about: `Of the worst service: 100 % is untouched, below 0 the objective is missed. ${RULES}`,
          query: metric(`min(service:error_budget_remaining:ratio30d${S})`),
          unit: 'percentunit',
          warn: 0.25,
          bad: 0,
          isMoreBetter: true,
          nothing: NO_RULES,
        }),
        figure({
          title: 'Fastest burn, 1 h',
          about: `How many times as fast as it may a service uses its budget up. ErrorBudgetBurnFast fires above 14.4. ${RULES}`,
          query: metric(`max(service:error_budget_burn:rate1h${S})`),
          decimals: 1,
          warn: 6,
          bad: 14.4,
          nothing: NO_RULES,
        }),
        figure({
          title: 'Fastest burn, 6 h',
          about: `The same over six hours. ErrorBudgetBurnMedium fires above 6. ${RULES}`,
          query: metric(`max(service:error_budget_burn:rate6h${S})`),
          decimals: 1,
          warn: 1,
          bad: 6,
          nothing: NO_RULES,
        }),
        figure({
          title: 'Slow requests, 1 h',
          about: `Greatest share of a service’s requests that took over two seconds; 5 % may. ${RULES}`,
          query: metric(`max(service:http_slow_requests:avg1h${S})`),
          unit: 'percentunit',
          warn: 0.05,
          bad: 0.3,
          nothing: NO_RULES,
          links: [toTraces('Slow requests', '{ kind = server && duration > 2s }')],
        }),
        figure({
          title: 'Least uptime, 1 h',
          about: `Share of scrapes that the worst job answered. ${RULES}`,
          query: metric('min(job:up:avg1h{job=~"$service"})'),
          unit: 'percentunit',
          decimals: 2,
          warn: 1,
          bad: 0.999,
          isMoreBetter: true,
          nothing: NO_RULES,
        }),
      ],
    },
    {
      title: 'Which service uses its budget up?',
      panels: [
        rows({
          title: 'How does each service stand?',
          about: `Availability and error budget of 30 days, and how fast the budget burns over ever longer windows. ${RULES}`,
          keys: { service: 'Service' },
          columns: [
            {
              name: 'Budget',
              expr: ofService('service:error_budget_remaining:ratio30d'),
              unit: 'percentunit',
              decimals: 1,
              warn: 0.25,
              bad: 0,
              isMoreBetter: true,
            },
            {
              name: 'Available',
              expr: ofService('service:availability:ratio30d'),
              unit: 'percentunit',
              decimals: 3,
              bad: 0.999,
              isMoreBetter: true,
            },
            { name: 'Burn 5m', expr: ofService('service:error_budget_burn:rate5m'), decimals: 1, warn: 6, bad: 14.4 },
            { name: 'Burn 1h', expr: ofService('service:error_budget_burn:rate1h'), decimals: 1, warn: 6, bad: 14.4 },
            { name: 'Burn 6h', expr: ofService('service:error_budget_burn:rate6h'), decimals: 1, warn: 1, bad: 6 },
            { name: 'Burn 3d', expr: ofService('service:error_budget_burn:rate3d'), decimals: 1, warn: 1, bad: 6 },
            {
              name: 'Slow 1h',
              expr: ofService('service:http_slow_requests:avg1h'),
              unit: 'percentunit',
              decimals: 1,
              warn: 0.05,
              bad: 0.3,
            },
          ],
          width: 16,
          nothing: NO_RULES,
        }),
        bars({
          title: 'How much budget is left?',
          about: `Of the failures that 30 days may have. ${RULES}`,
          query: metricNow(`sort(service:error_budget_remaining:ratio30d${S})`, '{{service}}'),
          unit: 'percentunit',
          max: 1,
          warn: 0.25,
          bad: 0.0001,
          isMoreBetter: true,
          height: 9,
          nothing: NO_RULES,
          links: BY_SERVICE,
        }),
        chart({
          title: 'How fast does the budget burn? (1 h)',
          about: `1 uses it up in exactly 30 days, 14.4 in two. ${RULES}`,
          queries: [metric(`service:error_budget_burn:rate1h${S}`, '{{service}}')],
          isByService: true,
          unit: 'short',
          warn: 6,
          bad: 14.4,
          nothing: NO_RULES,
          links: BY_SERVICE,
        }),
        chart({
          title: 'How fast does the budget burn? (6 h)',
          about: `Without the blips of an hour. ${RULES}`,
          queries: [metric(`service:error_budget_burn:rate6h${S}`, '{{service}}')],
          isByService: true,
          unit: 'short',
          warn: 1,
          bad: 6,
          nothing: NO_RULES,
          links: BY_SERVICE,
        }),
        chart({
          title: 'How does the budget shrink?',
          about: `What was left of 30 days’ budget at each moment. ${RULES}`,
          queries: [metric(`service:error_budget_remaining:ratio30d${S}`, '{{service}}')],
          isByService: true,
          unit: 'percentunit',
          max: 1,
          bad: 0,
          isMoreBetter: true,
          nothing: NO_RULES,
          links: BY_SERVICE,
        }),
        chart({
          title: 'How many requests are too slow?',
          about: `Share of requests that took over two seconds; 5 % may. LatencyBudgetBurn fires above 30 % of an hour. ${RULES}`,
          queries: [metric(`service:http_slow_requests:ratio_rate5m${S}`, '{{service}}')],
          isByService: true,
          unit: 'percentunit',
          warn: 0.05,
          bad: 0.3,
          nothing: NO_RULES,
          links: [
            toTraces(
              'Slow requests',
              `{ resource.service.name = "${labelOf('service')}" && kind = server && duration > 2s }`,
            ),
            ...BY_SERVICE,
          ],
        }),
      ],
    },
    {
      title: 'What used it up?',
      panels: [
        states({
          title: 'When was which service up?',
          about: 'Whether each service’s processes answered their scrapes.',
          query: metric('min by (job) (up{job=~"$service"})', '{{job}}'),
          names: { one: 'Up', zero: 'Down' },
          height: 9,
          links: [toDashboard('Its processes', 'services', { job: labelOf('job') })],
        }),
        traceRows({
          title: 'Which requests failed?',
          about: 'The latest traces in which a chosen service failed a request.',
          query: '{ resource.service.name =~ "$service" && kind = server && status = error }',
          nothing: 'no request failed in this time',
        }),
      ],
    },
  ],
};
