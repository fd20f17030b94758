import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { ServiceError } from '../errors.js';
import { type Call, Peers } from '../peers.js';
import { portsFromOffset } from '../ports.js';
import type { Route, ServiceRequest } from '../service.js';
import { settingsFromEnvironment } from '../settings.js';
import { define } from './saga-orchestrator.js';

/** Answers every call with the same ids, except those whose method and path are said to fail. */
class FakePeers extends Peers {
  readonly calls: string[] = [];

  constructor(private readonly failing: readonly string[]) {
    super(portsFromOffset(0));
  }

  override async call<Answer>(peer: string, { method = 'GET', path }: Call): Promise<Answer> {
    this.calls.push(`${method} ${peer}${path}`);
    if (this.failing.includes(`${method} ${path}`)) throw new ServiceError(502, 'failed', 'failed');
    return { reservation: 'q1', record: 'rec1', shipment: 's1' } as Answer;
  }
}

async function placeOrder(failing: readonly string[]) {
  const peers = new FakePeers(failing);
  const settings = settingsFromEnvironment('saga-orchestrator', {});
  const routes = define({ settings, logger: pino({ enabled: false }), peers });
  const route = routes.find(({ path }) => path === '/sagas/order') as Route;
  const outcome = await route.handle({} as ServiceRequest).catch((error: unknown) => error);
  return { calls: peers.calls, outcome };
}

describe('the order saga', () => {
  it('takes its steps in order', async () => {
    const { calls, outcome } = await placeOrder([]);
    expect(outcome).toMatchObject({ status: 'completed' });
    expect(calls).toEqual([
      'POST platform-services/quotas/reservations',
      'POST airtable-gateway/tables/deals/records',
      'POST automation-services/shipments',
      'POST automation-services/notifications',
    ]);
  });

  it('undoes the finished steps, last first, when one fails', async () => {
    const { calls, outcome } = await placeOrder(['POST /shipments']);
    expect(outcome).toMatchObject({ status: 'compensated' });
    expect(calls.slice(3)).toEqual([
      'DELETE airtable-gateway/tables/deals/records/rec1',
      'DELETE platform-services/quotas/reservations/q1',
    ]);
  });

  it('goes on undoing when a step cannot be undone, and then fails', async () => {
    const { calls, outcome } = await placeOrder(['POST /shipments', 'DELETE /tables/deals/records/rec1']);
    expect(outcome).toMatchObject({ status: 500, code: 'saga_failed' });
    expect(calls.at(-1)).toBe('DELETE platform-services/quotas/reservations/q1');
  });
});
