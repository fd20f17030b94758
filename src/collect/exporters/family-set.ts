import type { FamilySample, MetricFamily } from '../../wire/exposition/metric-family.js';

type Labels = Readonly<Record<string, string>>;

/**
 * Families as they come together, one series after another; each series carries `labels` too. A page names a family once,
 * so those of one name become one.
 */
export class FamilySet {
  private readonly byName = new Map<string, MetricFamily & { readonly samples: FamilySample[] }>();

  constructor(private readonly labels: Labels = {}) {}

  get families(): MetricFamily[] {
    return [...this.byName.values()];
  }

  /** What is `undefined` is left out. */
  gauge(name: string, help: string, value: number | undefined, labels: Labels = {}): void {
    if (value !== undefined) this.add('gauge', name, help, { labels, value });
  }

  counter(name: string, help: string, value: number | undefined, labels: Labels = {}): void {
    if (value !== undefined) this.add('counter', name, help, { labels, value });
  }

  untyped(name: string, help: string, value: number | undefined, labels: Labels = {}): void {
    if (value !== undefined) this.add('untyped', name, help, { labels, value });
  }

  addAll(families: readonly MetricFamily[]): void {
    for (const { type, name, help, samples } of families) {
      for (const sample of samples) this.add(type, name, help, sample);
    }
  }

  add(type: MetricFamily['type'], name: string, help: string, sample: FamilySample): void {
    let family = this.byName.get(name);
    if (family === undefined) {
      family = { name, help, type, samples: [] };
      this.byName.set(name, family);
    }
    family.samples.push({ ...sample, labels: { ...this.labels, ...sample.labels } });
  }
}
