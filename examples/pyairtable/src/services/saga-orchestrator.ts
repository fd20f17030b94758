import { LRUCache } from 'lru-cache';
import { ServiceError, toServiceError } from '../errors.js';
import type { Route, ServiceContext, ServiceRequest } from '../service.js';
import { observe } from '../telemetry/observe.js';
import { counter, histogram } from '../telemetry/registry.js';
import { inSpan } from '../telemetry/spans.js';
import { orderSteps, type SagaStep } from './saga/order-steps.js';

const transactions = counter('saga_transactions_total', 'Sagas by outcome', ['saga', 'status']);
const steps = counter('saga_steps_total', 'Steps of sagas by outcome', ['step', 'status']);
const compensations = counter('saga_compensations_total', 'Steps undone after a later one failed', ['step', 'status']);
const duration = histogram('saga_duration_seconds', 'Time of one saga', ['saga'], [0.1, 0.25, 0.5, 1, 2, 5, 10]);

interface Saga {
  readonly saga: string;
  status: 'running' | 'completed' | 'compensated' | 'failed';
}

export function define({ peers, logger }: ServiceContext): Route[] {
  const sagas = new LRUCache<string, Saga>({ max: 1_000 });
  return [
    { method: 'POST', path: '/sagas/order', status: 201, handle: placeOrder },
    { method: 'GET', path: '/sagas/:saga', handle: find },
  ];

  async function find({ params }: ServiceRequest): Promise<Saga> {
    const saga = sagas.get(params.saga ?? '');
    if (saga === undefined) throw new ServiceError(404, 'saga_not_found', `no saga "${params.saga}"`);
    return saga;
  }

  async function placeOrder(): Promise<Saga> {
    const saga: Saga = { saga: crypto.randomUUID(), status: 'running' };
    sagas.set(saga.saga, saga);
    const started = performance.now();
    await inSpan('saga order', 'INTERNAL', { 'saga.name': 'order', 'saga.id': saga.saga }, async (span) => {
      const failure = await runForward(orderSteps);
      saga.status = failure === undefined ? 'completed' : failure.clean ? 'compensated' : 'failed';
      span.setAttribute('saga.status', saga.status);
    });
    transactions.inc({ saga: 'order', status: saga.status });
    observe(duration, { saga: 'order' }, (performance.now() - started) / 1_000);
    logger.info({ saga: saga.saga, status: saga.status }, `saga order ${saga.status}`);
    if (saga.status === 'failed') throw new ServiceError(500, 'saga_failed', `saga ${saga.saga} could not be undone`);
    return saga;
  }

  /** Runs the steps in order. On a failure undoes the finished ones, last first. */
  async function runForward(forward: readonly SagaStep[]): Promise<{ clean: boolean } | undefined> {
    const finished: { step: SagaStep; id: string }[] = [];
    for (const step of forward) {
      try {
        const id = await inSpan(`step ${step.name}`, 'INTERNAL', { 'saga.step': step.name }, () => step.run(peers));
        finished.push({ step, id });
        steps.inc({ step: step.name, status: 'succeeded' });
      } catch (error) {
        steps.inc({ step: step.name, status: 'failed' });
        logger.warn({ err: toServiceError(error), step: step.name }, `step ${step.name} failed, compensating`);
        return { clean: await compensate(finished.reverse()) };
      }
    }
    return undefined;
  }

  async function compensate(finished: readonly { step: SagaStep; id: string }[]): Promise<boolean> {
    let clean = true;
    for (const { step, id } of finished) {
      const { undo } = step;
      if (undo === undefined) continue;
      try {
        await inSpan(`compensate ${step.name}`, 'INTERNAL', { 'saga.step': step.name }, () => undo(peers, id));
        compensations.inc({ step: step.name, status: 'succeeded' });
      } catch (error) {
        clean = false;
        compensations.inc({ step: step.name, status: 'failed' });
        logger.error({ err: toServiceError(error), step: step.name }, `step ${step.name} could not be undone`);
      }
    }
    return clean;
  }
}
