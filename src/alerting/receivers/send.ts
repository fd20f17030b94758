import type { Delivery } from './delivery.js';

/** Tells a receiver. One attempt; what it throws becomes a `NotifyError`. */
export type Send<C> = (config: C, delivery: Delivery) => Promise<void>;
