import { perSecond, quantile, share } from '../expressions.js';
import { toService, toTraces } from '../links.js';
import { chart } from '../panels/chart.js';
import { metric, withExemplars } from '../queries.js';
import { servicePage } from './service-page.js';

const service = 'automation-services';
const links = toService(service);

export const automationServices = servicePage({
  uid: 'queues',
  service,
  description: 'Workflows and files: runs and how they end, how many wait, how long they take.',
  tags: ['automation'],
  own: {
    title: 'Its workflows and files',
    panels: [
      chart({
        title: 'How many runs wait?',
        about: 'Depth of the queue. QueueDeep fires above 100; 500 is the most it takes.',
        queries: [metric('sum(workflow_queue_depth)', 'waiting')],
        unit: 'short',
        warn: 100,
        bad: 400,
        width: 8,
        links,
      }),
      chart({
        title: 'Which workflows run?',
        about: 'Runs a second by workflow.',
        queries: [metric(perSecond('workflow_runs_total', 'workflow'), '{{workflow}}')],
        unit: 'ops',
        isStacked: true,
        width: 8,
        links,
      }),
      chart({
        title: 'Which workflows fail?',
        about: 'Share of runs that failed. WorkflowFailureRateHigh fires above 20 %.',
        queries: [
          metric(share('workflow_runs_total{status="failed"}', 'workflow_runs_total', 'workflow'), '{{workflow}}'),
        ],
        unit: 'percentunit',
        warn: 0.2,
        width: 8,
        links,
      }),
      chart({
        title: 'How long do runs take?',
        about: 'One run in twenty takes longer than this (p95). WorkflowSlow fires above 20 s.',
        queries: [withExemplars(quantile(0.95, 'workflow_run_duration_seconds', 'workflow'), '{{workflow}}')],
        unit: 's',
        warn: 20,
        links: [toTraces('Long runs', `{ resource.service.name = "${service}" && duration > 5s }`)],
      }),
      chart({
        title: 'What becomes of files?',
        about: 'Files a second by type and outcome.',
        queries: [metric(perSecond('files_processed_total', 'type, status'), '{{type}} {{status}}')],
        unit: 'ops',
        isStacked: true,
        links,
      }),
    ],
  },
});
