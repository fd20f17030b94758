import type { Discoverer, TargetGroup } from './discovery.js';
import type { DiscoveryKind } from './discovery-config.js';
import type { DiscoveryEnvironment } from './discovery-environment.js';
import { FailureState } from './failure-state.js';
import { GroupSet } from './group-set.js';
import { repeatStep } from './repeated-step.js';

/** What is asked apart from others: where it fails, it keeps its own groups and no other's. */
export interface PolledPart {
  /** For the log; tells parts apart. */
  readonly name: string;
  load(signal: AbortSignal): Promise<readonly TargetGroup[]>;
}

/** A discovery that asks again after each interval. */
export interface Polled {
  readonly kind: DiscoveryKind;
  readonly refreshMs: number;
  /** The parts that there are now; those that are gone take their groups with them. */
  parts(): Promise<readonly PolledPart[]>;
  /** Calls `soon` when there may be something new before the interval is over. */
  watch?(soon: () => void, signal: AbortSignal): void;
  close?(): Promise<void>;
}

/** Parts asked at once. */
const AT_ONCE = 16;

interface PartState {
  readonly state: FailureState;
  groups: readonly TargetGroup[];
}

/** A discoverer that polls; `open` makes what it asks with, which is closed when it ends. */
export function pollingDiscoverer(open: () => Polled, environment: DiscoveryEnvironment): Discoverer {
  return {
    async run(found, signal) {
      const polled = open();
      const poll = new Poll(polled, environment, found);
      const wake = polled.watch === undefined ? undefined : (soon: () => void) => polled.watch!(soon, signal);
      try {
        await repeatStep(environment.clock, signal, () => poll.step(signal), wake);
      } finally {
        await polled.close?.();
      }
    },
  };
}

class Poll {
  private readonly known = new GroupSet();
  private readonly whole: FailureState;
  private parts = new Map<string, PartState>();

  constructor(
    private readonly polled: Polled,
    private readonly environment: DiscoveryEnvironment,
    private readonly found: (groups: readonly TargetGroup[]) => void,
  ) {
    this.whole = new FailureState(polled.kind, 'all', environment);
  }

  /** Asks all parts once; gives the ms until the next time. */
  async step(signal: AbortSignal): Promise<number> {
    let next = this.polled.refreshMs;
    try {
      const parts = await this.polled.parts();
      const before = this.parts;
      this.parts = new Map(parts.map(({ name }) => [name, before.get(name) ?? this.newPart(name)]));
      for (let at = 0; at < parts.length && !signal.aborted; at += AT_ONCE) {
        const delays = await Promise.all(parts.slice(at, at + AT_ONCE).map((part) => this.load(part, signal)));
        next = Math.min(next, ...delays);
      }
      if (signal.aborted) return next;
      const changed = this.known.replace([...this.parts.values()].flatMap(({ groups }) => groups));
      if (changed.length > 0) this.found(changed);
      this.whole.succeeded();
    } catch (error) {
      next = Math.min(next, this.whole.failed(error, this.polled.refreshMs));
    }
    return next;
  }

  private newPart(name: string): PartState {
    return { state: new FailureState(this.polled.kind, name, this.environment), groups: [] };
  }

  private async load(part: PolledPart, signal: AbortSignal): Promise<number> {
    const known = this.parts.get(part.name)!;
    try {
      known.groups = await part.load(signal);
      known.state.succeeded();
    } catch (error) {
      if (!signal.aborted) return known.state.failed(error, this.polled.refreshMs);
    }
    return this.polled.refreshMs;
  }
}
