import type { Discoverer, TargetGroup } from '../../src/collect/discovery/discovery.js';

/** Runs a discoverer and keeps what it finds. */
export class FoundGroups {
  /** The groups that there are, by their sources. */
  readonly groups = new Map<string, TargetGroup>();
  /** The sources of the groups told of in each call. */
  readonly calls: string[][] = [];
  private readonly controller = new AbortController();
  private readonly running: Promise<void>;
  private waiting: (() => void)[] = [];

  constructor(discoverer: Discoverer) {
    this.running = discoverer.run((groups) => this.take(groups), this.controller.signal);
  }

  /** Resolves when `holds` does, which is looked at after each call. */
  async until(holds: (found: this) => boolean): Promise<void> {
    while (!holds(this)) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  /** All targets with their groups' labels, sorted by address. */
  get targets(): Record<string, string>[] {
    return [...this.groups.values()]
      .flatMap(({ targets, labels }) => targets.map((target): Record<string, string> => ({ ...labels, ...target })))
      .sort((a, b) => (a.__address__! < b.__address__! ? -1 : 1));
  }

  get addresses(): string[] {
    return this.targets.map(({ __address__ }) => __address__!);
  }

  stop(): Promise<void> {
    this.controller.abort();
    return this.running;
  }

  private take(groups: readonly TargetGroup[]): void {
    this.calls.push(groups.map(({ source }) => source));
    for (const group of groups) {
      if (group.targets.length > 0) this.groups.set(group.source, group);
      else this.groups.delete(group.source);
    }
    const waiting = this.waiting;
    this.waiting = [];
    for (const resolve of waiting) resolve();
  }
}
