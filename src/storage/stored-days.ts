/** Days since 1970 of one label set: most of a million have one, for which a `Set` would take more than their labels do. */
export class StoredDays {
  private first: number | undefined;
  private others: Set<number> | undefined;

  get size(): number {
    return (this.first === undefined ? 0 : 1) + (this.others?.size ?? 0);
  }

  has(day: number): boolean {
    return day === this.first || this.others?.has(day) === true;
  }

  add(day: number): void {
    if (this.first === undefined || this.first === day) {
      this.first = day;
      return;
    }
    this.others ??= new Set();
    this.others.add(day);
  }
}
