import { STALE_NAN } from '../model/samples.js';

const value = new Float64Array(1);
const words = new Uint32Array(value.buffer);

/** Whether a value carries the bits of a staleness marker, which are those of one particular NaN. */
export function isStale(values: Float64Array, index: number): boolean {
  if (!Number.isNaN(values[index]!)) return false;
  value.set(values.subarray(index, index + 1));
  return words[0] === STALE_NAN.low && words[1] === STALE_NAN.high;
}
