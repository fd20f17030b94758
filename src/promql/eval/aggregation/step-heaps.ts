import { FLOAT, type GridSeries } from '../../../vector/grid-series.js';

/**
 * A heap for each step, which keeps the values that come first in an order. NaN comes after all others. Which of equal
 * values stays is that of a binary heap whose root is the value to go next.
 */
export class StepHeaps {
  private readonly values: Float64Array;
  /** The numbers of the series that the values are of. */
  private readonly members: Int32Array;
  private readonly sizes: Int32Array;

  /** `limits`: how many values to keep at each step; at most `capacity`. `direction` 1: the largest, -1: the smallest. */
  constructor(
    private readonly limits: Float64Array,
    private readonly capacity: number,
    private readonly direction: 1 | -1,
  ) {
    this.values = new Float64Array(limits.length * capacity);
    this.members = new Int32Array(limits.length * capacity);
    this.sizes = new Int32Array(limits.length);
  }

  /** The floats of one series. */
  offer({ kinds, values }: GridSeries, member: number): void {
    const { limits, capacity, direction, sizes } = this;
    const kept = this.values;
    for (let step = 0; step < kinds.length; step++) {
      if (kinds[step] !== FLOAT) continue;
      const value = values[step]!;
      const root = step * capacity;
      const size = sizes[step]!;
      const worst = kept[root]!;
      if (size === capacity || size >= limits[step]!) {
        // Most values of many series end here.
        if (direction * worst >= direction * value || Number.isNaN(value) || size === 0) continue;
        this.set(root, value, member);
        this.sink(root, size);
      } else {
        this.set(root + size, value, member);
        sizes[step] = size + 1;
        this.rise(root, size);
      }
    }
  }

  /** The numbers of the series kept at a step, in no given order. */
  membersAt(step: number): Int32Array {
    const root = step * this.capacity;
    return this.members.subarray(root, root + this.sizes[step]!);
  }

  /** As `membersAt`, best first. */
  orderedMembersAt(step: number): number[] {
    const root = step * this.capacity;
    const slots = Array.from({ length: this.sizes[step]! }, (_, i) => root + i);
    slots.sort((a, b) => this.compare(this.values[a]!, this.values[b]!));
    return slots.map((slot) => this.members[slot]!);
  }

  /** Best first. */
  private compare(a: number, b: number): number {
    if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
    return a === b ? 0 : this.direction * a > this.direction * b ? -1 : 1;
  }

  /** Heap order: NaN is worse than anything. */
  private isWorse(a: number, b: number): boolean {
    return Number.isNaN(this.values[a]!) || this.direction * this.values[a]! < this.direction * this.values[b]!;
  }

  private rise(root: number, from: number): void {
    let child = from;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (!this.isWorse(root + child, root + parent)) return;
      this.swap(root + child, root + parent);
      child = parent;
    }
  }

  private sink(root: number, size: number): void {
    let parent = 0;
    for (;;) {
      let child = 2 * parent + 1;
      if (child >= size) return;
      if (child + 1 < size && this.isWorse(root + child + 1, root + child)) child++;
      if (!this.isWorse(root + child, root + parent)) return;
      this.swap(root + child, root + parent);
      parent = child;
    }
  }

  private set(slot: number, value: number, member: number): void {
    this.values[slot] = value;
    this.members[slot] = member;
  }

  private swap(a: number, b: number): void {
    const [value, member] = [this.values[a]!, this.members[a]!];
    this.set(a, this.values[b]!, this.members[b]!);
    this.set(b, value, member);
  }
}
