import type { FunctionFamily } from './implementation.js';
import { type FloatJudge, type Floats, ofFloats } from './sample-kinds.js';

/**
 * `min_over_time`, `max_over_time` and the times of these. NaN counts only where there is nothing else.
 * https://prometheus.io/docs/prometheus/latest/querying/functions/#aggregation_over_time
 */
interface Extreme {
  /** Whether a value takes the place of one before it. */
  readonly beats: (value: number, standing: number) => boolean;
  readonly what: 'value' | 'time';
}

/**
 * Slides with a queue of the samples that are the extreme of the window, or will be once those before them are out: each
 * sample comes and goes once, however long the windows are.
 */
function extremes({ beats, what }: Extreme): (floats: Floats) => FloatJudge {
  return ({ ts, values }) => {
    const queue = new Uint32Array(values.length);
    let head = 0;
    let tail = 0;
    let seen = 0;
    return (from, to) => {
      // Samples that no window reaches need not be looked at.
      if (seen < from) seen = from;
      for (; seen < to; seen++) {
        const value = values[seen]!;
        if (Number.isNaN(value)) continue;
        while (tail > head && beats(value, values[queue[tail - 1]!]!)) tail--;
        queue[tail++] = seen;
      }
      while (head < tail && queue[head]! < from) head++;
      const index = head < tail ? queue[head]! : to - 1;
      return what === 'value' ? values[index]! : ts[index]! / 1000;
    };
  };
}

const implementation = (extreme: Extreme): FunctionFamily[string] => ({
  kind: 'range',
  over: ofFloats(1, extremes(extreme)),
});

// Of equal values the first is the extreme, which shows in the sign of zero; but its time is that of the last.
export const EXTREMES_OVER_TIME_FUNCTIONS: FunctionFamily = {
  min_over_time: implementation({ beats: (value, standing) => value < standing, what: 'value' }),
  max_over_time: implementation({ beats: (value, standing) => value > standing, what: 'value' }),
  ts_of_min_over_time: implementation({ beats: (value, standing) => value <= standing, what: 'time' }),
  ts_of_max_over_time: implementation({ beats: (value, standing) => value >= standing, what: 'time' }),
};
