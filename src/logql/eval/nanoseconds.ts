/** Nanoseconds of a time or duration in ms, which may have a fraction; a product of doubles would be off by some hundred. */
export function nsOfMs(ms: number): bigint {
  const whole = Math.floor(ms);
  return BigInt(whole) * 1_000_000n + BigInt(Math.round((ms - whole) * 1e6));
}
