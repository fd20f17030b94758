/** Reasons that are told apart; of more only the number is told. */
const MAX_REASONS = 10;
const OTHERS = 'other reasons';

/** Why items of a request were left out, counted, for the partial success of the answer. */
export class Rejections {
  private readonly counts = new Map<string, number>();

  constructor(
    /** What is counted, in the plural: `spans`. */
    private readonly items: string,
  ) {}

  /** Total of items left out. */
  count = 0;

  add(reason: string, count = 1): void {
    this.count += count;
    const told = this.counts.has(reason) || this.counts.size < MAX_REASONS ? reason : OTHERS;
    this.counts.set(told, (this.counts.get(told) ?? 0) + count);
  }

  /** `3 spans rejected: 2 with …, 1 with …`; empty when nothing was. */
  get message(): string {
    if (this.count === 0) return '';
    const reasons = [...this.counts].map(([reason, count]) => `${count} with ${reason}`).join(', ');
    return `${this.count} ${this.items} rejected: ${reasons}`;
  }
}
