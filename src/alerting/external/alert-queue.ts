/** What waits to be sent, bounded: the newest count. */
export class AlertQueue<T> {
  private items: T[] = [];
  private begin = 0;

  constructor(private readonly capacity: number) {}

  get length(): number {
    return this.items.length - this.begin;
  }

  /** Adds to the end; gives how many of the oldest had to go for it. */
  push(added: readonly T[]): number {
    for (const item of added) this.items.push(item);
    const dropped = Math.max(0, this.length - this.capacity);
    this.begin += dropped;
    this.shrink();
    return dropped;
  }

  /** Takes at most `count` of the oldest. */
  take(count: number): T[] {
    const taken = this.items.slice(this.begin, this.begin + count);
    this.begin += taken.length;
    this.shrink();
    return taken;
  }

  private shrink(): void {
    if (this.begin < this.capacity && this.begin < this.items.length) return;
    this.items = this.items.slice(this.begin);
    this.begin = 0;
  }
}
