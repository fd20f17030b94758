import type { Registry } from 'prom-client';

/** A counter's value for one set of labels, and what it gained in the window. */
export interface CountedSeries {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly total: number;
  readonly inWindow: number;
}

interface Sampled {
  readonly ms: number;
  readonly values: ReadonlyMap<string, number>;
}

/** How far the window reaches back, ms, and how often it is looked at. */
const WINDOW = 60_000;
const INTERVAL = 10_000;

/** Tells what counters of the registry gained within the last minute, to ten seconds. */
export class CounterWindow {
  private readonly samples: Sampled[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly registry: Registry,
    /** The counters; a histogram by its name with `_count`. */
    private readonly names: ReadonlySet<string>,
    private readonly now: () => number,
  ) {}

  start(): void {
    const look = () => void this.sample().catch(() => undefined);
    look();
    this.timer = setInterval(look, INTERVAL);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** Remembers how the counters are now. */
  async sample(): Promise<void> {
    const values = new Map((await this.read()).map(({ key, total }) => [key, total]));
    const ms = this.now();
    this.samples.push({ ms, values });
    while (this.samples.length > 1 && this.samples[1]!.ms <= ms - WINDOW) this.samples.shift();
  }

  async counted(): Promise<CountedSeries[]> {
    const before = this.samples[0]?.values;
    return (await this.read()).map(({ key, name, labels, total }) => ({
      name,
      labels,
      total,
      inWindow: total - (before?.get(key) ?? 0),
    }));
  }

  private async read() {
    const found: { key: string; name: string; labels: Record<string, string>; total: number }[] = [];
    for (const { name, values } of await this.registry.getMetricsAsJSON()) {
      for (const value of values) {
        const own = 'metricName' in value ? String(value.metricName) : name;
        if (!this.names.has(own)) continue;
        const labels = Object.fromEntries(Object.entries(value.labels).map(([key, text]) => [key, String(text)]));
        found.push({ key: JSON.stringify([own, labels]), name: own, labels, total: value.value });
      }
    }
    return found;
  }
}
