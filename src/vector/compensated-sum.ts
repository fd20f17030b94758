/**
 * A sum of floats that keeps what rounding takes away (Neumaier's improvement of Kahan's summation), so that 1e100 + 1 -
 * 1e100 is 1.
 */
export class CompensatedSum {
  /** The sum as plain addition has it; infinite where it went over the range of floats. */
  sum = 0;
  /** What is to be added to it. */
  compensation = 0;

  add(value: number): void {
    const { sum } = this;
    const next = sum + value;
    if (next === Infinity || next === -Infinity) this.compensation = 0;
    else if (Math.abs(sum) >= Math.abs(value)) this.compensation += sum - next + value;
    else this.compensation += value - next + sum;
    this.sum = next;
  }

  get total(): number {
    return this.sum + this.compensation;
  }

  clear(): void {
    this.sum = 0;
    this.compensation = 0;
  }
}

/** What rounding took away where `a` and `b` became `sum`; 0 where that is infinite. */
export function lostIn(a: number, b: number, sum: number): number {
  if (sum === Infinity || sum === -Infinity) return 0;
  return Math.abs(a) >= Math.abs(b) ? a - sum + b : b - sum + a;
}
