import { perSecond, quantile, share } from '../expressions.js';
import { toDashboard, toTraces } from '../links.js';
import { chart } from '../panels/chart.js';
import { metric, withExemplars } from '../queries.js';
import { servicePage } from './service-page.js';

const service = 'llm-orchestrator';
const slowCalls = toTraces('Slow calls', `{ resource.service.name = "${service}" && duration > 3s }`);

export const llmOrchestrator = servicePage({
  uid: service,
  service,
  description: 'Chats and summaries: calls to models, their success and duration, tokens and money.',
  tags: ['llm'],
  slow: { warn: 3, bad: 5 },
  own: {
    title: 'Its models',
    panels: [
      chart({
        title: 'Which models are called?',
        about: 'Calls a second by model.',
        queries: [metric(perSecond('llm_requests_total', 'model'), '{{model}}')],
        unit: 'reqps',
        isStacked: true,
        width: 8,
        links: [toDashboard('Cost and tokens', 'llm')],
      }),
      chart({
        title: 'Which models fail?',
        about: 'Share of calls that did not succeed. LlmErrorRateHigh fires above 5 %, LlmUnavailable above half.',
        queries: [metric(share('llm_requests_total{status!="success"}', 'llm_requests_total', 'model'), '{{model}}')],
        unit: 'percentunit',
        warn: 0.05,
        bad: 0.5,
        width: 8,
        links: [toTraces('Failed calls', `{ resource.service.name = "${service}" && status = error }`)],
      }),
      chart({
        title: 'How long do models take?',
        about: 'One call in twenty takes longer than this (p95).',
        queries: [withExemplars(quantile(0.95, 'llm_request_duration_seconds', 'model'), '{{model}}')],
        unit: 's',
        warn: 3,
        bad: 5,
        width: 8,
        links: [slowCalls],
      }),
      chart({
        title: 'How many tokens?',
        about: 'Tokens a second that go into models and come out of them.',
        queries: [metric(perSecond('llm_tokens_total', 'kind'), '{{kind}}')],
        isOfFew: true,
        unit: 'short',
        isStacked: true,
        links: [toDashboard('Cost and tokens', 'llm')],
      }),
      chart({
        title: 'What does it cost?',
        about: 'Dollars an hour by model, at the pace of each moment.',
        queries: [metric(`3600 * ${perSecond('llm_cost_dollars_total', 'model')}`, '{{model}}')],
        isOfFew: true,
        unit: 'currencyUSD',
        links: [toDashboard('Cost and tokens', 'llm')],
      }),
    ],
  },
});
