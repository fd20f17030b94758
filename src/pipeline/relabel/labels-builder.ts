import { type Labels, labelsFrom, labelValue } from '../../model/labels.js';

/** A label set that is being changed. What is not changed is not copied. */
export class LabelsBuilder {
  /** Names and values that are set, in the order in which they first were. */
  private readonly added: string[] = [];
  private readonly deleted: string[] = [];

  constructor(private readonly base: Labels) {}

  /** The empty text where there is no such label. */
  get(name: string): string {
    const at = this.addedAt(name);
    if (at >= 0) return this.added[at + 1]!;
    return this.deleted.includes(name) ? '' : labelValue(this.base, name);
  }

  /** The empty value takes the label away. */
  set(name: string, value: string): void {
    const at = this.addedAt(name);
    if (value === '') this.delete(name);
    else if (at >= 0) this.added[at + 1] = value;
    else this.added.push(name, value);
  }

  delete(name: string): void {
    const at = this.addedAt(name);
    if (at >= 0) this.added.splice(at, 2);
    this.deleted.push(name);
  }

  /**
   * Names and values in turn as they are now: those of the base by name, behind them what was set. A later change does
   * not show in it.
   */
  pairs(): string[] {
    const { base, added, deleted } = this;
    const pairs: string[] = [];
    for (let i = 0; i < base.length; i += 2) {
      const name = base[i]!;
      if (!deleted.includes(name) && this.addedAt(name) < 0) pairs.push(name, base[i + 1]!);
    }
    pairs.push(...added);
    return pairs;
  }

  /** The base itself where nothing was changed. */
  labels(): Labels {
    if (this.added.length === 0 && this.deleted.length === 0) return this.base;
    const pairs = this.pairs();
    const named: [string, string][] = [];
    for (let i = 0; i < pairs.length; i += 2) named.push([pairs[i]!, pairs[i + 1]!]);
    return labelsFrom(named);
  }

  private addedAt(name: string): number {
    const { added } = this;
    for (let i = 0; i < added.length; i += 2) if (added[i] === name) return i;
    return -1;
  }
}
