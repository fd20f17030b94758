import { type DataFrame, type Field, FieldType } from '@grafana/data';
import { transformer } from './frame-operator';

interface Options {
  /** How many points a series has afterwards, at most about as many. */
  readonly resolution?: number;
}

const RESOLUTION = 100;
const LEAST_POINTS = 4;

/**
 * "Smoothing": each series over time as a moving average, whose window is the one that leaves the least roughness while what
 * stands out still does. The method is ASAP, K. Rong and P. Bailis, 2017, https://arxiv.org/abs/1703.00983; all windows are
 * tried, where the paper prunes them.
 */
export const smoothing = transformer<Options>('smoothing', 'Smoothing', {}, (frames, { resolution = RESOLUTION }) =>
  frames.flatMap((frame) => smoothedFrames(frame, Math.max(LEAST_POINTS, Math.round(resolution)))),
);

function smoothedFrames(frame: DataFrame, resolution: number): DataFrame[] {
  const time = frame.fields.find(({ type }) => type === FieldType.time);
  const numbers = frame.fields.filter(({ type }) => type === FieldType.number);
  if (time === undefined || numbers.length === 0) return [frame];
  // Each has gaps and a window of its own, and with these its own times.
  return numbers.map((field) => {
    const [times, values] = smoothedSeries(time, field, resolution);
    return {
      ...frame,
      fields: [
        { ...time, values: times, state: null },
        { ...field, values, state: null },
      ],
      length: times.length,
    };
  });
}

function smoothedSeries(time: Field, field: Field, resolution: number): [number[], number[]] {
  const rows = field.values.flatMap((value, row) => (Number.isFinite(value) ? [row] : []));
  const times = rows.map((row) => Number(time.values[row]));
  const values = rows.map((row) => Number(field.values[row]));
  if (values.length < LEAST_POINTS) return [times, values];
  const group = Math.max(1, Math.floor(values.length / resolution));
  const [coarseTimes, coarse] = [grouped(times, group), grouped(values, group)];
  const window = bestWindow(coarse);
  return [movingAverage(coarseTimes, window), movingAverage(coarse, window)];
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function grouped(values: readonly number[], size: number): number[] {
  return Array.from({ length: Math.floor(values.length / size) }, (_, i) =>
    mean(values.slice(i * size, (i + 1) * size)),
  );
}

/** Of `window` values each; as many fewer as the window is longer than one. */
function movingAverage(values: readonly number[], window: number): number[] {
  const sums: number[] = [];
  let sum = 0;
  values.forEach((value, i) => {
    sum += value - (i >= window ? values[i - window]! : 0);
    if (i >= window - 1) sums.push(sum / window);
  });
  return sums;
}

/** Up to a tenth of the points, as in the paper. */
function bestWindow(values: readonly number[]): number {
  const tails = kurtosis(values);
  let [best, least] = [1, roughness(values)];
  for (let window = 2; window <= Math.max(2, Math.floor(values.length / 10)); window++) {
    const smooth = movingAverage(values, window);
    const rough = roughness(smooth);
    if (rough < least && kurtosis(smooth) >= tails) [best, least] = [window, rough];
  }
  return best;
}

/** Standard deviation of the steps from point to point. */
function roughness(values: readonly number[]): number {
  const steps = values.slice(1).map((value, i) => value - values[i]!);
  const middle = mean(steps);
  return Math.sqrt(mean(steps.map((step) => (step - middle) ** 2)));
}

/** How much of the spread is in what stands out; 0 for values that are all the same. */
function kurtosis(values: readonly number[]): number {
  const middle = mean(values);
  const variance = mean(values.map((value) => (value - middle) ** 2));
  return variance === 0 ? 0 : mean(values.map((value) => (value - middle) ** 4)) / variance ** 2;
}
