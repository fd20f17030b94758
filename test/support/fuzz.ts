/** Seeded mutation of valid bodies: the same seed always gives the same cases. */

/** Numbers in [0, 1) that follow from `seed` (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** How many cases a fuzz test runs: 200, or 5,000 with QUARTET_TEST_FULL=1 (`npm run test:full`). */
export const FUZZ_CASES = process.env.QUARTET_TEST_FULL === '1' ? 5000 : 200;

/** Time that a fuzz test may take, ms: 5,000 cases beside other work. */
export const FUZZ_TIMEOUT_MS = 180_000;

type Mutation = (bytes: Buffer, random: () => number) => Buffer;

const below = (limit: number, random: () => number): number => Math.floor(random() * limit);

const MUTATIONS: readonly Mutation[] = [
  function truncate(bytes, random) {
    return bytes.subarray(0, below(bytes.length, random));
  },
  function flipBits(bytes, random) {
    const flips = 1 + below(8, random);
    for (let i = 0; i < flips; i++) bytes[below(bytes.length, random)]! ^= 1 << below(8, random);
    return bytes;
  },
  function overwriteByte(bytes, random) {
    const extremes = [0x00, 0x7f, 0x80, 0xff];
    bytes[below(bytes.length, random)] = extremes[below(extremes.length, random)]!;
    return bytes;
  },
  function removeRange(bytes, random) {
    const start = below(bytes.length, random);
    return Buffer.concat([bytes.subarray(0, start), bytes.subarray(start + 1 + below(16, random))]);
  },
  function repeatRange(bytes, random) {
    const start = below(bytes.length, random);
    const end = start + 1 + below(32, random);
    return Buffer.concat([bytes.subarray(0, end), bytes.subarray(start)]);
  },
  function insertNoise(bytes, random) {
    const at = below(bytes.length, random);
    const noise = Buffer.from(Array.from({ length: 1 + below(16, random) }, () => below(256, random)));
    return Buffer.concat([bytes.subarray(0, at), noise, bytes.subarray(at)]);
  },
];

/** A broken copy of `bytes`: truncated, with flipped bits, or with bytes overwritten, removed, repeated or inserted. */
export function mutate(bytes: Uint8Array, random: () => number): Buffer {
  const copy = Buffer.from(bytes);
  if (copy.length === 0) return copy;
  return MUTATIONS[below(MUTATIONS.length, random)]!(copy, random);
}
