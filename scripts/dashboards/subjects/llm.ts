import type { DashboardSpec } from '../dashboard.js';
import { perSecond, quantile, share, within } from '../expressions.js';
import { toDashboard, toTraces } from '../links.js';
import { bars } from '../panels/bars.js';
import { chart } from '../panels/chart.js';
import { figure } from '../panels/figure.js';
import { heat } from '../panels/heat.js';
import { logLines } from '../panels/log-lines.js';
import { rows, traceRows } from '../panels/rows.js';
import { buckets, metric, metricNow, withExemplars } from '../queries.js';
import { labelVariable } from '../variables.js';

const M = 'provider=~"$provider", model=~"$model"';
const of = (counter: string, more = '') => `${counter}{${M}${more}}`;
const SPANS = 'span.gen_ai.request.model != nil';
const links = [
  toTraces('Calls', `{ ${SPANS} }`),
  toTraces('Failed calls', `{ ${SPANS} && status = error }`),
  toDashboard('llm-orchestrator', 'llm-orchestrator'),
];

export const llm: DashboardSpec = {
  uid: 'llm',
  title: 'Models: cost and tokens',
  description:
    'What calls to models cost, how many tokens they take, how often they fail and how long they last, by provider and model.',
  tags: ['llm', 'cost'],
  variables: [
    labelVariable('provider', 'Provider', 'llm_requests_total'),
    labelVariable('model', 'Model', 'llm_requests_total{provider=~"$provider"}'),
  ],
  alerts: 'category="llm"',
  sections: [
    {
      title: 'What do models cost?',
      panels: [
        figure({
          title: 'Spent in this time',
          about: 'Dollars within the dashboard’s time.',
          query: metric(within(of('llm_cost_dollars_total'))),
          unit: 'currencyUSD',
          decimals: 2,
        }),
        figure({
          title: 'Pace a day',
          about: 'Dollars a day at the pace of the last hour. LlmDailyBudgetExceeded fires above 100.',
          query: metric(`24 * sum(increase(${of('llm_cost_dollars_total')}[1h]))`),
          unit: 'currencyUSD',
          decimals: 2,
          warn: 50,
          bad: 100,
        }),
        figure({
          title: 'Cents a call',
          about: 'What a call that succeeds costs on average.',
          query: metric(
            `100 * ${perSecond(of('llm_cost_dollars_total'))} / (${perSecond(of('llm_requests_total', ', status="success"'))} > 0)`,
          ),
          unit: 'suffix: ¢',
          decimals: 3,
        }),
        figure({
          title: 'Tokens a call',
          about: 'In and out, on average. LlmTokensPerCallHigh fires above 20,000.',
          query: metric(`${perSecond(of('llm_tokens_total'))} / (${perSecond(of('llm_requests_total'))} > 0)`),
          unit: 'short',
          warn: 10_000,
          bad: 20_000,
        }),
        figure({
          title: 'Calls that fail',
          about: 'Share of calls. LlmErrorRateHigh fires above 5 %.',
          query: metric(share(of('llm_requests_total', ', status!="success"'), of('llm_requests_total'))),
          unit: 'percentunit',
          warn: 0.02,
          bad: 0.05,
          links,
        }),
        figure({
          title: 'Duration, p95',
          about: 'One call in twenty takes longer than this. LlmLatencyHigh fires above 5 s.',
          query: metric(quantile(0.95, of('llm_request_duration_seconds'))),
          unit: 's',
          warn: 3,
          bad: 5,
          links: [toTraces('Slow calls', `{ ${SPANS} && duration > 3s }`)],
        }),
        chart({
          title: 'When is money spent?',
          about: 'Dollars an hour by model, at the pace of each moment.',
          queries: [metric(`3600 * ${perSecond(of('llm_cost_dollars_total'), 'model')}`, '{{model}}')],
          unit: 'currencyUSD',
          isStacked: true,
          links,
        }),
        chart({
          title: 'Which tokens?',
          about: 'Tokens a second by model, in and out.',
          queries: [metric(perSecond(of('llm_tokens_total'), 'model, kind'), '{{model}} {{kind}}')],
          unit: 'short',
          isStacked: true,
          links,
        }),
        bars({
          title: 'Which model is dear?',
          about: 'Dollars for a million tokens, over the dashboard’s time.',
          query: metricNow(
            `sort_desc(1e6 * ${within(of('llm_cost_dollars_total'), 'model')} / (${within(of('llm_tokens_total'), 'model')} > 0))`,
            '{{model}}',
          ),
          unit: 'currencyUSD',
          decimals: 3,
          links,
        }),
        rows({
          title: 'What has each model done in this time?',
          about: 'Sums over the dashboard’s time.',
          keys: { provider: 'Provider', model: 'Model' },
          columns: [
            {
              name: 'Dollars',
              expr: within(of('llm_cost_dollars_total'), 'provider, model'),
              unit: 'currencyUSD',
              decimals: 3,
            },
            { name: 'Calls', expr: within(of('llm_requests_total'), 'provider, model'), decimals: 0 },
            {
              name: 'Tokens in',
              expr: within(of('llm_tokens_total', ', kind=~"input|prompt"'), 'provider, model'),
              decimals: 0,
            },
            {
              name: 'Tokens out',
              expr: within(of('llm_tokens_total', ', kind=~"output|completion"'), 'provider, model'),
              decimals: 0,
            },
          ],
          width: 16,
          height: 8,
        }),
      ],
    },
    {
      title: 'Do models answer, and how fast?',
      panels: [
        chart({
          title: 'How many calls?',
          about: 'Calls a second by model and outcome.',
          queries: [metric(perSecond(of('llm_requests_total'), 'model, status'), '{{model}} {{status}}')],
          unit: 'reqps',
          isStacked: true,
          width: 8,
          links,
        }),
        chart({
          title: 'How long do they take?',
          about: 'One call in twenty takes longer than this (p95). Points are single calls and lead to their traces.',
          queries: [withExemplars(quantile(0.95, of('llm_request_duration_seconds'), 'model'), '{{model}}')],
          unit: 's',
          warn: 3,
          bad: 5,
          width: 8,
          links,
        }),
        heat({
          title: 'How are durations spread?',
          about: 'Calls by how long they took.',
          query: buckets(`sum by (le) (increase(${of('llm_request_duration_seconds_bucket')}[$__rate_interval]))`),
          width: 8,
        }),
      ],
    },
    {
      title: 'Single calls',
      panels: [
        traceRows({
          title: 'Which calls were slow or failed?',
          about: 'The latest traces with a call to a model that failed or took over three seconds.',
          query: `{ ${SPANS} && (status = error || duration > 3s) }`,
          nothing: 'none in this time',
        }),
        logLines({
          title: 'What does the orchestrator log?',
          about: 'The latest warnings and errors of llm-orchestrator.',
          query: '{service_name="llm-orchestrator"} | detected_level=~"warn|warning|error|critical|fatal"',
          nothing: 'no warnings or errors in this time',
        }),
      ],
    },
  ],
};
