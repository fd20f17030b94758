import { ServiceError } from '../errors.js';
import { workflows } from '../people.js';
import type { Route, ServiceContext, ServiceRequest } from '../service.js';
import { chance, waitAbout } from '../simulated/latency.js';
import { processFile } from './automation/files.js';
import { WorkflowQueue } from './automation/queue.js';

export function define(service: ServiceContext): Route[] {
  const queue = new WorkflowQueue(service);
  return [
    { method: 'POST', path: '/workflows/:workflow/runs', status: 202, handle: start },
    { method: 'GET', path: '/runs/:run', handle: async ({ params }) => queue.find(params.run ?? '') },
    { method: 'POST', path: '/files', status: 201, handle: upload },
    { method: 'POST', path: '/shipments', status: 201, handle: ship },
    { method: 'DELETE', path: '/shipments/:shipment', handle: async () => waitAbout(25) },
    { method: 'POST', path: '/notifications', status: 202, handle: async () => waitAbout(20) },
  ];

  async function start({ params, body }: ServiceRequest): Promise<object> {
    const workflow = workflows.find((name) => name === params.workflow);
    if (workflow === undefined) throw new ServiceError(404, 'workflow_not_found', `no workflow "${params.workflow}"`);
    return queue.publish(workflow, Math.min(5, Number(body.files ?? 2)));
  }

  async function upload({ body }: ServiceRequest): Promise<object> {
    await processFile(String(body.type ?? 'csv'), Number(body.bytes ?? 50_000));
    return { file: crypto.randomUUID() };
  }

  /** Arranges the shipment of an order. One in eight cannot be arranged, which is business, not a fault. */
  async function ship(): Promise<object> {
    await waitAbout(90);
    if (chance(1 / 8)) throw new ServiceError(409, 'out_of_stock', 'the order cannot be shipped: out of stock');
    return { shipment: crypto.randomUUID() };
  }
}
