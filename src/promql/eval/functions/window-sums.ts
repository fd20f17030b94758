/**
 * Sums and means over windows of floats. They are compensated for rounding (Neumaier), so that they do not depend on the
 * order of big and small values. The loops stand open here, and not in a class, because they are most of the work of a
 * query over a long range.
 */

/** The sum of the values `from` to `to - 1`. */
export function total(values: Float64Array, from: number, to: number): number {
  let sum = 0;
  let compensation = 0;
  for (let i = from; i < to; i++) {
    const value = values[i]!;
    const next = sum + value;
    if (next === Infinity || next === -Infinity) compensation = 0;
    else if (Math.abs(sum) >= Math.abs(value)) compensation += sum - next + value;
    else compensation += value - next + sum;
    sum = next;
  }
  return sum + compensation;
}

/** The mean of the values `from` to `to - 1`, at least one. */
export function mean(values: Float64Array, from: number, to: number): number {
  let sum = values[from]!;
  let compensation = 0;
  for (let i = from + 1; i < to; i++) {
    const value = values[i]!;
    const next = sum + value;
    if (next === Infinity || next === -Infinity) return growingMean(values, from, i, to, sum, compensation);
    if (Math.abs(sum) >= Math.abs(value)) compensation += sum - next + value;
    else compensation += value - next + sum;
    sum = next;
  }
  return sum / (to - from) + compensation / (to - from);
}

/** Goes on at `at` from mean to mean where the sum would be too large for a float. */
function growingMean(
  values: Float64Array,
  from: number,
  at: number,
  to: number,
  sum: number,
  sumCompensation: number,
): number {
  let average = sum / (at - from);
  let compensation = sumCompensation / (at - from);
  for (let i = at; i < to; i++) {
    const count = i - from + 1;
    const weight = (count - 1) / count;
    const kept = weight * average;
    const added = values[i]! / count;
    compensation *= weight;
    const next = kept + added;
    if (next === Infinity || next === -Infinity) compensation = 0;
    else if (Math.abs(kept) >= Math.abs(added)) compensation += kept - next + added;
    else compensation += added - next + kept;
    average = next;
  }
  return average + compensation;
}

/**
 * The sums of all values before each index, and of all, where no rounding can come into them: of whole numbers that stay
 * below 2^53 in sum. A window's sum is then one subtraction, and the same as that of its values one by one. Undefined
 * where that does not hold, and for a single window, which it does not help.
 */
export function exactSums(values: Float64Array, windows: number): Float64Array | undefined {
  if (windows < 2) return undefined;
  const sums = new Float64Array(values.length + 1);
  let magnitude = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    magnitude += Math.abs(value);
    if (!(magnitude <= Number.MAX_SAFE_INTEGER) || !Number.isInteger(value)) return undefined;
    sums[i + 1] = sums[i]! + value;
  }
  return sums;
}
