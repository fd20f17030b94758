import type { FamilySample, MetricFamily } from '../../../wire/exposition/metric-family.js';

type Labels = FamilySample['labels'];

const NO_LABELS: Labels = {};

/** Families that are made sample by sample, in the order of their first ones. What is `undefined` is left out. */
export class FamilySet {
  private readonly byName = new Map<string, MetricFamily & { readonly samples: FamilySample[] }>();

  counter(name: string, help: string, value: number | undefined, labels: Labels = NO_LABELS): void {
    this.add('counter', name, help, value, labels);
  }

  gauge(name: string, help: string, value: number | undefined, labels: Labels = NO_LABELS): void {
    this.add('gauge', name, help, value, labels);
  }

  untyped(name: string, help: string, value: number | undefined, labels: Labels = NO_LABELS): void {
    this.add('untyped', name, help, value, labels);
  }

  /** Takes over families made elsewhere. */
  take(families: readonly MetricFamily[]): void {
    for (const { name, help, type, samples } of families) {
      for (const { value, labels } of samples) this.add(type, name, help, value, labels);
    }
  }

  families(): MetricFamily[] {
    return [...this.byName.values()];
  }

  private add(type: MetricFamily['type'], name: string, help: string, value: number | undefined, labels: Labels): void {
    if (value === undefined) return;
    let family = this.byName.get(name);
    if (family === undefined) {
      family = { name, help, type, samples: [] };
      this.byName.set(name, family);
    }
    family.samples.push({ labels, value });
  }
}
