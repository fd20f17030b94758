import { QuartetError } from '../../../model/errors.js';
import type { FunctionFamily } from './implementation.js';
import { type FloatJudge, type Floats, ofFloats } from './sample-kinds.js';

function checkFactor(name: 'smoothing' | 'trend', symbol: 'sf' | 'tf', value: number): void {
  if (value <= 0 || value >= 1) {
    throw new QuartetError(
      'execution',
      `invalid ${name} factor. Expected: 0 < ${symbol} < 1, got: ${sixDecimals(value)}`,
    );
  }
}

function sixDecimals(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  // Beyond 1e21, where `toFixed` takes to exponents, floats are whole.
  return Math.abs(value) < 1e21 ? value.toFixed(6) : `${BigInt(value)}.000000`;
}

/**
 * Holt's linear method: the level at the last sample, where each sample counts by the smoothing factor against the level
 * that the trend led to, and each change of the level by the trend factor against the trend so far. Throws `execution`
 * when a factor is not between 0 and 1.
 * https://prometheus.io/docs/prometheus/latest/querying/functions/#double_exponential_smoothing
 */
function smoothed({ values }: Floats, smoothing: Float64Array, trending: Float64Array): FloatJudge {
  return (from, to, { step }) => {
    const smoothingFactor = smoothing[step]!;
    const trendFactor = trending[step]!;
    let level = values[from]!;
    let trend = values[from + 1]! - level;
    for (let i = from + 1; i < to; i++) {
      const before = level;
      level = smoothingFactor * values[i]! + (1 - smoothingFactor) * (before + trend);
      trend = trendFactor * (level - before) + (1 - trendFactor) * trend;
    }
    return level;
  };
}

export const DOUBLE_EXPONENTIAL_SMOOTHING_FUNCTIONS: FunctionFamily = {
  double_exponential_smoothing: {
    kind: 'range',
    over: (run, call) => {
      const [, smoothing, trending] = call.scalars;
      const judge = ofFloats(2, (floats) => smoothed(floats, smoothing!, trending!))(run, call);
      return (window, output) => {
        checkFactor('smoothing', 'sf', smoothing![window.step]!);
        checkFactor('trend', 'tf', trending![window.step]!);
        judge(window, output);
      };
    },
  },
};
