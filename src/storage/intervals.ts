import type { Intervals } from './interface.js';

/** The interval at a place, ns: `after` is not part of it, `last` is. */
export function intervalAt({ origin, every, width, cut }: Intervals, place: bigint): { after: bigint; last: bigint } {
  if (cut === undefined) {
    const after = origin + place * every;
    return { after, last: after + width };
  }
  const after = origin + (place / 2n) * every;
  return place % 2n === 0n ? { after, last: after + cut } : { after: after + cut, last: after + width };
}
