/**
 * A sum that loses nothing to rounding on its way: Neumaier's variant of Kahan's summation.
 * https://en.wikipedia.org/wiki/Kahan_summation_algorithm
 */
export class CompensatedSum {
  private sum = 0;
  private lost = 0;

  add(value: number): void {
    const sum = this.sum + value;
    this.lost += lostIn(this.sum, value, sum);
    this.sum = sum;
  }

  get total(): number {
    return Number.isFinite(this.sum) ? this.sum + this.lost : this.sum;
  }
}

/** What `sum`, the rounded sum of two numbers, lacks. */
export function lostIn(a: number, b: number, sum: number): number {
  if (!Number.isFinite(sum)) return 0;
  return Math.abs(a) >= Math.abs(b) ? a - sum + b : b - sum + a;
}
