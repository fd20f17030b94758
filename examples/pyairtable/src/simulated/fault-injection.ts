import { type Context, context, createContextKey, propagation } from '@opentelemetry/api';
import type { ServiceName } from '../catalog.js';
import { ServiceError } from '../errors.js';
import { type Fault, parseFault } from '../faults.js';
import { between, sleep } from './latency.js';

const faultKey = createContextKey('fault that strikes in this request');

/** How long a caller waits for a simulated system outside the platform before it gives up. */
const dependencyDeadlineMs = 3_000;

interface PendingFault {
  fault: Fault | undefined;
}

/** Takes the request's fault out of the baggage if it is meant for this service; it will strike once. */
export function contextWithFault(service: ServiceName): Context {
  const fault = parseFault(propagation.getActiveBaggage()?.getEntry('demo.fault')?.value);
  const pending: PendingFault = { fault: fault?.service === service ? fault : undefined };
  return context.active().setValue(faultKey, pending);
}

/** Stands before a call to `system`: lets the pending fault happen there, as that system would let one see it. */
export async function meetFault(system: string): Promise<void> {
  const pending = context.active().getValue(faultKey) as PendingFault | undefined;
  const fault = pending?.fault;
  if (pending === undefined || fault === undefined) return;
  pending.fault = undefined;
  switch (fault.kind) {
    case 'latency':
      await sleep(between(2_000, 3_500));
      return;
    case 'timeout':
      await sleep(dependencyDeadlineMs);
      throw new ServiceError(504, 'dependency_timeout', `${system} did not answer within ${dependencyDeadlineMs} ms`);
    case 'rate-limit':
      throw new ServiceError(429, 'rate_limited', `${system}: too many requests, retry in 30 s`);
    case 'error':
      throw new ServiceError(502, 'dependency_failed', `${system}: connection reset by peer`);
  }
}
