import type { Field } from '@grafana/data';

export interface SparklineRoom {
  /** CSS px. */
  readonly width: number;
  readonly height: number;
  /** Above and below the line, so that its stroke is not cut. */
  readonly margin?: number;
}

export interface SparklinePaths {
  /** As SVG's `d`; `''` where there is nothing to draw. */
  readonly line: string;
  readonly area: string;
  /** The places of the values that are drawn, by row; undefined for gaps. */
  readonly at: (row: number) => { readonly x: number; readonly y: number } | undefined;
  readonly yOf: (value: number) => number;
}

/** A small course of values: over time where there are times, else by row. Values that are no numbers are gaps. */
export function sparklinePaths(
  y: Field,
  x: Field | undefined,
  { width, height, margin = 2 }: SparklineRoom,
): SparklinePaths {
  const values = y.values.map((value: unknown) => (typeof value === 'number' && Number.isFinite(value) ? value : null));
  const times = x?.values as readonly number[] | undefined;
  const [low, high] = limitsOf(y, values);
  const first = times?.[0] ?? 0;
  const span = (times?.at(-1) ?? values.length - 1) - first || 1;
  const round = (number: number) => Math.round(number * 10) / 10;
  const xOf = (row: number) => round((((times?.[row] ?? row) - first) / span) * width);
  const yOf = (value: number) => {
    const share = high === low ? 0.5 : (value - low) / (high - low);
    return round(height - margin - Math.min(1, Math.max(0, share)) * (height - 2 * margin));
  };
  const runs = runsOf(values).map((run) => thinned(run, values, width));
  const points = (run: readonly number[]) => run.map((row) => `${xOf(row)},${yOf(values[row]!)}`).join(' L');
  const line = runs.map((run) => (run.length === 1 ? `M${points(run)} h0.01` : `M${points(run)}`)).join(' ');
  const area = runs
    .filter((run) => run.length > 1)
    .map((run) => `M${xOf(run[0]!)},${height} L${points(run)} L${xOf(run.at(-1)!)},${height} Z`)
    .join(' ');
  return {
    line,
    area,
    at: (row) => (values[row] == null ? undefined : { x: xOf(row), y: yOf(values[row]) }),
    yOf,
  };
}

function limitsOf(y: Field, values: readonly (number | null)[]): readonly [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value === null) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [y.config.min ?? low, y.config.max ?? high];
}

/** Rows that follow each other without a gap. */
function runsOf(values: readonly (number | null)[]): number[][] {
  const runs: number[][] = [];
  let run: number[] = [];
  values.forEach((value, row) => {
    if (value !== null) run.push(row);
    else if (run.length > 0) {
      runs.push(run);
      run = [];
    }
  });
  if (run.length > 0) runs.push(run);
  return runs;
}

/** The least and the greatest of each px: more cannot be seen. */
function thinned(run: readonly number[], values: readonly (number | null)[], width: number): readonly number[] {
  const size = Math.ceil(run.length / Math.max(1, width));
  if (size < 3) return run;
  const kept: number[] = [];
  for (let start = 0; start < run.length; start += size) {
    const bucket = run.slice(start, start + size);
    const low = bucket.reduce((a, b) => (values[b]! < values[a]! ? b : a));
    const high = bucket.reduce((a, b) => (values[b]! > values[a]! ? b : a));
    kept.push(...(low === high ? [low] : low < high ? [low, high] : [high, low]));
  }
  return kept;
}
