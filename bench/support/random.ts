/** Pseudo-random numbers that are the same for the same seed on every machine (xorshift32). */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) || 1;
    for (let i = 0; i < 8; i++) this.word();
  }

  /** An unsigned 32-bit integer, never 0. */
  word(): number {
    let { state } = this;
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    this.state = state;
    return state >>> 0;
  }

  /** An integer from 0 to `bound` - 1. */
  below(bound: number): number {
    return Math.floor((this.word() / 4294967296) * bound);
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }

  /** True once in `n` times. */
  oneIn(n: number): boolean {
    return this.below(n) === 0;
  }

  /** Many small values and a few large ones, as durations are: about 1 to 30,000 around `median`. */
  skewed(median: number): number {
    const u = (this.word() + 1) / 4294967298;
    return Math.max(1, Math.round(median * Math.exp(Math.log(u / (1 - u)) * 0.9)));
  }

  /** `bytes` random bytes. */
  bytes(bytes: number): Buffer {
    const buffer = Buffer.allocUnsafe(bytes);
    for (let i = 0; i < bytes; i += 4) {
      const word = this.word();
      for (let j = i; j < Math.min(i + 4, bytes); j++) buffer[j] = word >>> ((j - i) * 8);
    }
    return buffer;
  }

  /** `bytes` random bytes in hex. */
  hex(bytes: number): string {
    return this.bytes(bytes).toString('hex');
  }
}
