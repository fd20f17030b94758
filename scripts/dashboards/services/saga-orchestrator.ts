import { perSecond, quantile, share, within } from '../expressions.js';
import { toService, toTraces } from '../links.js';
import { bars } from '../panels/bars.js';
import { chart } from '../panels/chart.js';
import { metric, metricNow, withExemplars } from '../queries.js';
import { servicePage } from './service-page.js';

const service = 'saga-orchestrator';
const links = toService(service);

export const sagaOrchestrator = servicePage({
  uid: 'sagas',
  service,
  description: 'Transactions over several services: how they end, which steps fail, what had to be undone.',
  tags: ['saga'],
  slow: { warn: 3, bad: 5 },
  own: {
    title: 'Its sagas',
    panels: [
      chart({
        title: 'How do sagas end?',
        about:
          'Sagas a second: completed, compensated (undone), or failed (not undone: data must be put right by hand).',
        queries: [metric(perSecond('saga_transactions_total', 'status'), '{{status}}')],
        isByOutcome: true,
        unit: 'ops',
        isStacked: true,
        width: 8,
        links,
      }),
      chart({
        title: 'How many are completed?',
        about: 'Share of sagas that went through. SagaSuccessRateLow fires below 60 %.',
        queries: [
          metric(share('saga_transactions_total{status="completed"}', 'saga_transactions_total', 'saga'), '{{saga}}'),
        ],
        unit: 'percentunit',
        max: 1,
        bad: 0.6,
        isMoreBetter: true,
        width: 8,
        links,
      }),
      chart({
        title: 'How long do they take?',
        about: 'The median and the 95th percentile. SagaSlow fires above 5 s.',
        queries: [
          metric(quantile(0.5, 'saga_duration_seconds', 'saga'), '{{saga}} p50'),
          withExemplars(quantile(0.95, 'saga_duration_seconds', 'saga'), '{{saga}} p95'),
        ],
        unit: 's',
        warn: 5,
        width: 8,
        links: [toTraces('Long sagas', `{ resource.service.name = "${service}" && duration > 3s }`)],
      }),
      chart({
        title: 'Which steps fail?',
        about: 'Share of attempts at a step that failed. SagaStepFailureRateHigh fires above 30 %.',
        queries: [metric(share('saga_steps_total{status="failed"}', 'saga_steps_total', 'step'), '{{step}}')],
        unit: 'percentunit',
        warn: 0.3,
        links,
      }),
      bars({
        title: 'What had to be undone in this time?',
        about: 'Compensations by step and outcome within the dashboard’s time. Failed ones need a person.',
        query: metricNow(`sort_desc(${within('saga_compensations_total', 'step, status')})`, '{{step}} {{status}}'),
        unit: 'locale',
        decimals: 0,
        width: 12,
        nothing: 'nothing was undone',
        links,
      }),
    ],
  },
});
