import type { Peers } from '../../peers.js';

export interface SagaStep {
  readonly name: string;
  /** @returns the id by which the step can be undone */
  readonly run: (peers: Peers) => Promise<string>;
  readonly undo?: (peers: Peers, id: string) => Promise<unknown>;
}

/** An order: reserve the quota, write the record, arrange the shipment, tell the customer. */
export const orderSteps: readonly SagaStep[] = [
  {
    name: 'reserve-quota',
    run: async (peers) => {
      const path = '/quotas/reservations';
      const { reservation } = await peers.call<{ reservation: string }>('platform-services', { method: 'POST', path });
      return reservation;
    },
    undo: (peers, id) => peers.call('platform-services', { method: 'DELETE', path: `/quotas/reservations/${id}` }),
  },
  {
    name: 'create-record',
    run: async (peers) => {
      const path = '/tables/deals/records';
      const { record } = await peers.call<{ record: string }>('airtable-gateway', { method: 'POST', path });
      return record;
    },
    undo: (peers, id) => peers.call('airtable-gateway', { method: 'DELETE', path: `/tables/deals/records/${id}` }),
  },
  {
    name: 'arrange-shipment',
    run: async (peers) => {
      const path = '/shipments';
      const { shipment } = await peers.call<{ shipment: string }>('automation-services', { method: 'POST', path });
      return shipment;
    },
    undo: (peers, id) => peers.call('automation-services', { method: 'DELETE', path: `/shipments/${id}` }),
  },
  {
    name: 'notify',
    run: async (peers) => {
      await peers.call('automation-services', { method: 'POST', path: '/notifications' });
      return '';
    },
  },
];
