import { type FaultKind, faultKinds, parseFaultKinds } from '../faults.js';
import { portsFromEnvironment } from '../ports.js';

export interface TrafficSettings {
  readonly frontendUrl: string;
  /** Journeys begun per second, before the daily rhythm. */
  readonly rate: number;
  /** Share of requests struck by a fault, 0 to 1 inclusive. */
  readonly faultRate: number;
  readonly faults: readonly FaultKind[];
}

export function trafficSettingsFromEnvironment(env: NodeJS.ProcessEnv): TrafficSettings {
  return {
    frontendUrl: `http://127.0.0.1:${portsFromEnvironment(env).frontend}`,
    rate: number(env, 'TRAFFIC_RATE', 2, Number.POSITIVE_INFINITY),
    faultRate: number(env, 'FAULT_RATE', 0.02, 1),
    faults: env.FAULTS === undefined ? faultKinds : parseFaultKinds(env.FAULTS),
  };
}

function number(env: NodeJS.ProcessEnv, name: string, standard: number, most: number): number {
  const value = Number(env[name] ?? standard);
  if (!(value >= 0 && value <= most)) throw new Error(`${name}: ${env[name]} is not a number from 0 to ${most}`);
  return value;
}
