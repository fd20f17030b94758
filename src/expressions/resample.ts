import { ExpressionError } from './errors.js';
import type { Item, SeriesItem } from './item.js';
import { REDUCERS } from './reduce.js';

/** What a step without values of its own has: the value before it, the one after it, or none. */
const UPSAMPLERS: Readonly<Record<string, (before: number | null, after: number | null) => number | null>> = {
  pad: (before) => before,
  backfilling: (_, after) => after,
  fillna: () => null,
};

export interface ResampleOptions {
  /** ms, above 0. */
  readonly windowMs: number;
  /** One of the reducers: for steps with several values. */
  readonly downsampler: string;
  readonly upsampler: string;
  /** ms since 1970, both inclusive. */
  readonly from: number;
  readonly to: number;
}

/** More steps than this for one series are none that a panel could show. */
const MOST_STEPS = 100_000;

/** Series with a value at each step of the range. Throws for numbers, and for what is not known. */
export function resampled(items: readonly Item[], options: ResampleOptions): readonly SeriesItem[] {
  const { windowMs, downsampler, upsampler, from, to } = options;
  if (!Object.hasOwn(REDUCERS, downsampler))
    throw new ExpressionError('parse', `there is no downsampling function "${downsampler}"`);
  if (!Object.hasOwn(UPSAMPLERS, upsampler))
    throw new ExpressionError('parse', `there is no upsampling function "${upsampler}"`);
  if ((to - from) / windowMs > MOST_STEPS)
    throw new ExpressionError('parse', `resampling gives more than ${MOST_STEPS} steps`);
  return items.map((item) => {
    if (item.kind === 'number')
      throw new ExpressionError('execution', 'only series can be resampled: these are numbers');
    return atSteps(item, options);
  });
}

function atSteps({ labels, times, values }: SeriesItem, options: ResampleOptions): SeriesItem {
  const { windowMs, downsampler, upsampler, from, to } = options;
  const steps: number[] = [];
  const taken: (number | null)[] = [];
  let [next, last]: [number, number | null] = [0, null];
  for (let step = from; step <= to; step += windowMs) {
    const inside: number[] = [];
    let hasAny = false;
    for (; next < times.length && times[next]! <= step; next++) {
      const value = values[next]!;
      hasAny = true;
      last = value;
      if (value !== null) inside.push(value);
    }
    steps.push(step);
    if (inside.length > 0) taken.push(REDUCERS[downsampler]!(inside));
    else taken.push(hasAny ? null : UPSAMPLERS[upsampler]!(last, values[next] ?? null));
  }
  return { kind: 'series', labels, times: steps, values: taken };
}
