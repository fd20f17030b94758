import { CompensatedSum } from '../../../vector/compensated-sum.js';
import type { FunctionFamily, Window } from './implementation.js';
import { type FloatJudge, type Floats, ofFloats } from './sample-kinds.js';

/** A straight line through samples: least squares, time in seconds. */
class Line {
  /** Per second. */
  slope = 0;
  /** At `origin`. */
  intercept = 0;
  private readonly x = new CompensatedSum();
  private readonly y = new CompensatedSum();
  private readonly xy = new CompensatedSum();
  private readonly xx = new CompensatedSum();

  /** Fits the line to the floats `from` to `to - 1`. Times count from `origin` (ms), which should be near: small numbers round less. */
  fit({ ts, values }: Floats, from: number, to: number, origin: number): void {
    const { x, y, xy, xx } = this;
    x.clear();
    y.clear();
    xy.clear();
    xx.clear();
    const first = values[from]!;
    let isConstant = true;
    for (let i = from; i < to; i++) {
      const time = (ts[i]! - origin) / 1000;
      const value = values[i]!;
      if (value !== first) isConstant = false;
      x.add(time);
      y.add(value);
      xy.add(time * value);
      xx.add(time * time);
    }
    if (isConstant) {
      this.slope = Number.isFinite(first) ? 0 : Number.NaN;
      this.intercept = Number.isFinite(first) ? first : Number.NaN;
      return;
    }
    const count = to - from;
    const covariance = xy.total - (x.total * y.total) / count;
    const variance = xx.total - (x.total * x.total) / count;
    this.slope = covariance / variance;
    this.intercept = y.total / count - (this.slope * x.total) / count;
  }
}

/** https://prometheus.io/docs/prometheus/latest/querying/functions/#deriv */
function derivative(floats: Floats): FloatJudge {
  const line = new Line();
  return (from, to) => {
    line.fit(floats, from, to, floats.ts[from]!);
    return line.slope;
  };
}

/** https://prometheus.io/docs/prometheus/latest/querying/functions/#predict_linear */
function prediction(floats: Floats, ahead: Float64Array): FloatJudge {
  const line = new Line();
  // Seconds from the time of evaluation, whatever offset and `@` say of the range.
  return (from, to, { time, step }: Window) => {
    line.fit(floats, from, to, time);
    return line.slope * ahead[step]! + line.intercept;
  };
}

export const REGRESSION_FUNCTIONS: FunctionFamily = {
  deriv: { kind: 'range', over: ofFloats(2, derivative) },
  predict_linear: { kind: 'range', over: ofFloats(2, (floats, { scalars }) => prediction(floats, scalars[1]!)) },
};
