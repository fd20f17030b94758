import { context } from '@opentelemetry/api';
import { LRUCache } from 'lru-cache';
import PQueue from 'p-queue';
import { ServiceError, toServiceError } from '../../errors.js';
import type { ServiceContext } from '../../service.js';
import { between } from '../../simulated/latency.js';
import { observe } from '../../telemetry/observe.js';
import { counter, gauge, histogram } from '../../telemetry/registry.js';
import { inSpan } from '../../telemetry/spans.js';
import { processFile } from './files.js';

const workers = 3;
const queueLimit = 500;

const runs = counter('workflow_runs_total', 'Workflow runs by outcome', ['workflow', 'status']);
const depth = gauge('workflow_queue_depth', 'Runs that wait for a worker');
const duration = histogram(
  'workflow_run_duration_seconds',
  'Time from a run being taken by a worker to its end',
  ['workflow'],
  [0.1, 0.5, 1, 2, 5, 10, 30],
);

export interface WorkflowRun {
  readonly run: string;
  readonly workflow: string;
  status: 'queued' | 'running' | 'succeeded' | 'failed';
}

/** The queue of workflow runs and its workers: publishing and processing are spans of one trace. */
export class WorkflowQueue {
  private readonly queue = new PQueue({ concurrency: workers });
  private readonly runs = new LRUCache<string, WorkflowRun>({ max: 1_000 });

  constructor(private readonly service: ServiceContext) {
    depth.set(0);
  }

  find(run: string): WorkflowRun {
    const found = this.runs.get(run);
    if (found === undefined) throw new ServiceError(404, 'run_not_found', `no run "${run}"`);
    return found;
  }

  publish(workflow: string, files: number): Promise<WorkflowRun> {
    return inSpan('publish workflow-runs', 'PRODUCER', messaging('send'), async (span) => {
      if (this.queue.size >= queueLimit) throw new ServiceError(429, 'queue_full', 'too many runs are waiting');
      const run: WorkflowRun = { run: crypto.randomUUID(), workflow, status: 'queued' };
      span.setAttribute('messaging.message.id', run.run);
      this.runs.set(run.run, run);
      // A waiting run is started by the one that ends before it, whose context is not this one's.
      const work = context.bind(context.active(), () => this.process(run, files));
      void this.queue.add(work).finally(() => depth.set(this.queue.size));
      depth.set(this.queue.size);
      return run;
    });
  }

  private async process(run: WorkflowRun, files: number): Promise<void> {
    const { workflow } = run;
    const { logger } = this.service;
    const started = performance.now();
    run.status = 'running';
    await inSpan(
      'process workflow-runs',
      'CONSUMER',
      { ...messaging('process'), 'workflow.name': workflow },
      async () => {
        await this.runSteps(files);
        run.status = 'succeeded';
        logger.info({ workflow, files, run: run.run }, `workflow ${workflow} succeeded`);
      },
    ).catch((error: unknown) => {
      run.status = 'failed';
      logger.error({ err: toServiceError(error), workflow, run: run.run }, `workflow ${workflow} failed`);
    });
    runs.inc({ workflow, status: run.status });
    observe(duration, { workflow }, (performance.now() - started) / 1_000);
  }

  private async runSteps(files: number): Promise<void> {
    const { peers } = this.service;
    for (let file = 0; file < files; file++) await processFile(file % 2 === 0 ? 'csv' : 'pdf', between(5_000, 400_000));
    await peers.call('llm-orchestrator', { method: 'POST', path: '/summaries', body: { files } });
    await peers.call('airtable-gateway', {
      method: 'POST',
      path: '/tables/invoices/records',
      body: { records: files },
    });
  }
}

function messaging(operation: 'send' | 'process') {
  return {
    'messaging.system': 'redis',
    'messaging.destination.name': 'workflow-runs',
    'messaging.operation.name': operation,
    'messaging.operation.type': operation,
  };
}
