import { isServiceName, type ServiceName } from './catalog.js';

export const faultKinds = ['latency', 'error', 'timeout', 'rate-limit'] as const;

export type FaultKind = (typeof faultKinds)[number];

/** One fault, drawn by the traffic for one request, which strikes once in one service on that request's way. */
export interface Fault {
  readonly kind: FaultKind;
  readonly service: ServiceName;
}

/** Where each kind can strike: at a service that calls something slow, fallible or metered. */
export const faultTargets: Readonly<Record<FaultKind, readonly ServiceName[]>> = {
  latency: ['platform-services', 'airtable-gateway', 'llm-orchestrator', 'automation-services'],
  error: ['platform-services', 'airtable-gateway', 'llm-orchestrator', 'automation-services'],
  timeout: ['airtable-gateway', 'llm-orchestrator'],
  'rate-limit': ['api-gateway', 'airtable-gateway', 'llm-orchestrator'],
};

/** Draws faults: `rate` is the share of requests struck, 0 to 1 inclusive, spread evenly over `kinds`. */
export class FaultMix {
  constructor(
    private readonly rate: number,
    private readonly kinds: readonly FaultKind[],
    private readonly random: () => number = Math.random,
  ) {}

  /** @returns a fault on one of the services that the request passes through, or undefined */
  draw(passesThrough: readonly ServiceName[]): Fault | undefined {
    if (this.random() >= this.rate) return undefined;
    const possible = this.kinds.flatMap((kind) => {
      const services = faultTargets[kind].filter((service) => passesThrough.includes(service));
      return services.length > 0 ? [{ kind, services }] : [];
    });
    const drawn = this.pick(possible);
    const service = drawn && this.pick(drawn.services);
    return drawn && service && { kind: drawn.kind, service };
  }

  private pick<Item>(items: readonly Item[]): Item | undefined {
    return items[Math.floor(this.random() * items.length)];
  }
}

/** Reads a list such as `latency,error`; an unknown kind is an error that names the known ones. */
export function parseFaultKinds(list: string): FaultKind[] {
  return list
    .split(',')
    .map((kind) => kind.trim())
    .filter(Boolean)
    .map((kind) => {
      const known = faultKinds.find((candidate) => candidate === kind);
      if (known === undefined) throw new Error(`faults: unknown kind "${kind}"; known are ${faultKinds.join(', ')}`);
      return known;
    });
}

/** `error@airtable-gateway`: how a fault travels, in the `demo.fault` baggage entry. */
export function formatFault(fault: Fault): string {
  return `${fault.kind}@${fault.service}`;
}

export function parseFault(text: string | undefined): Fault | undefined {
  const [kind, service = ''] = (text ?? '').split('@');
  const known = faultKinds.find((candidate) => candidate === kind);
  return known !== undefined && isServiceName(service) ? { kind: known, service } : undefined;
}
