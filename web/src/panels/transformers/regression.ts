import { type DataFrame, type Field, FieldType, getFieldDisplayName } from '@grafana/data';
import { transformer } from './frame-operator';

interface Options {
  readonly modelType?: 'linear' | 'polynomial';
  /** Of the polynomial, 1 to 5. */
  readonly degree?: number;
  /** How many points the curve has. */
  readonly predictionCount?: number;
  /** By name; without it the first time, else the first number. */
  readonly xFieldName?: string;
  /** By name; without it the first number that is not x. */
  readonly yFieldName?: string;
}

/**
 * "Regression analysis": one frame more, with the curve that has the least squares. Nothing more where a field is missing or
 * there are too few points. https://grafana.com/docs/grafana/latest/panels-visualizations/query-transform-data/transform-data/#regression-analysis
 */
export const regression = transformer<Options>(
  'regression',
  'Regression analysis',
  {},
  (frames, { modelType = 'linear', degree = 2, predictionCount = 100, xFieldName, yFieldName }) => {
    const found = fieldsOf(frames, xFieldName, yFieldName);
    if (found === undefined) return frames;
    const { x, y } = found;
    const points = x.values.flatMap((value, row): (readonly [number, number])[] =>
      isNumber(value) && isNumber(y.values[row]) ? [[value, y.values[row]]] : [],
    );
    const isLinear = modelType === 'linear';
    const curve = leastSquares(points, isLinear ? 1 : Math.min(5, Math.max(1, Math.round(degree))));
    if (curve === undefined) return frames;
    const xs = spread(points, Math.max(2, Math.round(predictionCount)));
    const name = `${isLinear ? 'Linear' : 'Polynomial'} regression`;
    const fitted: DataFrame = {
      name,
      fields: [
        { name: x.name, type: x.type, config: {}, values: xs },
        { name, type: FieldType.number, config: {}, values: xs.map(curve) },
      ],
      length: xs.length,
    };
    return [...frames, fitted];
  },
);

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

/** The fields of the first frame that has both. */
function fieldsOf(
  frames: DataFrame[],
  xName: string | undefined,
  yName: string | undefined,
): { readonly x: Field; readonly y: Field } | undefined {
  for (const frame of frames) {
    const named = (name: string) => frame.fields.find((one) => getFieldDisplayName(one, frame, frames) === name);
    const ofType = (type: FieldType, not?: Field) => frame.fields.find((one) => one.type === type && one !== not);
    const x = xName ? named(xName) : (ofType(FieldType.time) ?? ofType(FieldType.number));
    const y = yName ? named(yName) : ofType(FieldType.number, x);
    if (x !== undefined && y !== undefined) return { x, y };
  }
  return undefined;
}

function spread(points: readonly (readonly [number, number])[], count: number): number[] {
  const { least, most } = endsOf(points);
  return Array.from({ length: count }, (_, i) => least + ((most - least) * i) / (count - 1));
}

function endsOf(points: readonly (readonly [number, number])[]): { readonly least: number; readonly most: number } {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const [x] of points) [least, most] = [Math.min(least, x), Math.max(most, x)];
  return { least, most };
}

/**
 * The polynomial with the least squares, by the normal equations; undefined for fewer points than it has terms. x is brought
 * to -1 … 1 first: powers of times in ms are beyond what numbers can tell apart.
 */
function leastSquares(
  points: readonly (readonly [number, number])[],
  degree: number,
): ((x: number) => number) | undefined {
  const { least, most } = endsOf(points);
  const terms = degree + 1;
  if (points.length < terms || most === least) return undefined;
  const place = (x: number) => (2 * (x - least)) / (most - least) - 1;
  const rows = Array.from({ length: terms }, () => new Array<number>(terms + 1).fill(0));
  for (const [x, y] of points) {
    const powers = Array.from({ length: terms }, (_, power) => place(x) ** power);
    for (let i = 0; i < terms; i++) {
      for (let j = 0; j < terms; j++) rows[i]![j]! += powers[i]! * powers[j]!;
      rows[i]![terms]! += powers[i]! * y;
    }
  }
  const factors = solved(rows);
  return factors && ((x) => factors.reduceRight((sum, factor) => sum * place(x) + factor, 0));
}

/** Gaussian elimination with pivots; undefined where the equations have no single solution. */
function solved(rows: number[][]): number[] | undefined {
  const size = rows.length;
  for (let at = 0; at < size; at++) {
    let pivot = at;
    for (let i = at + 1; i < size; i++) if (Math.abs(rows[i]![at]!) > Math.abs(rows[pivot]![at]!)) pivot = i;
    [rows[at], rows[pivot]] = [rows[pivot]!, rows[at]!];
    if (Math.abs(rows[at]![at]!) < 1e-12) return undefined;
    for (let i = 0; i < size; i++) {
      if (i === at) continue;
      const share = rows[i]![at]! / rows[at]![at]!;
      for (let j = at; j <= size; j++) rows[i]![j]! -= share * rows[at]![j]!;
    }
  }
  return rows.map((row, i) => row[size]! / row[i]!);
}
