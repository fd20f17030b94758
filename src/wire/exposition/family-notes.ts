import type { MetricMetadata } from '../../model/samples.js';

/** What a page says of its families, gathered as it comes. */
export class FamilyNotes {
  private readonly families = new Map<string, MetricMetadata>();

  get byName(): ReadonlyMap<string, MetricMetadata> {
    return this.families;
  }

  note(family: string, said: Partial<MetricMetadata>): void {
    const known = this.families.get(family);
    this.families.set(family, { type: 'unknown', help: '', unit: '', ...known, ...said, family });
  }
}
