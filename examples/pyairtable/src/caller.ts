import { type Context, context, propagation } from '@opentelemetry/api';

/** For whom a request is made. Travels as W3C baggage, so every service on the way knows it without passing it on. */
export interface Caller {
  readonly tenant: string;
  readonly userId: string;
}

export const anonymous: Caller = { tenant: 'public', userId: 'anonymous' };

export function activeCaller(): Caller {
  const baggage = propagation.getActiveBaggage();
  return {
    tenant: baggage?.getEntry('tenant.id')?.value ?? anonymous.tenant,
    userId: baggage?.getEntry('user.id')?.value ?? anonymous.userId,
  };
}

/** The active context with this caller in its baggage; other entries stay. */
export function contextFor(caller: Caller): Context {
  const baggage = (propagation.getActiveBaggage() ?? propagation.createBaggage())
    .setEntry('tenant.id', { value: caller.tenant })
    .setEntry('user.id', { value: caller.userId });
  return propagation.setBaggage(context.active(), baggage);
}
