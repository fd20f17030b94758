import type { DataFrame, DataTransformContext, DataTransformerInfo } from '@grafana/data';
import { map } from 'rxjs';

/** A transformation that is a function of its options and the frames. */
export const transformer = <T>(
  id: string,
  name: string,
  defaultOptions: T,
  transform: (frames: DataFrame[], options: T, context: DataTransformContext) => DataFrame[],
): DataTransformerInfo<T> => ({
  id,
  name,
  defaultOptions: defaultOptions as T & object,
  operator: (options, context) => (source) =>
    source.pipe(map((frames) => transform(frames, { ...defaultOptions, ...options }, context))),
});

/** A frame of the same kind with other rows: those at `rows`, in that order. */
export const rowsOf = (frame: DataFrame, rows: readonly number[]): DataFrame => ({
  ...frame,
  fields: frame.fields.map((field) => ({ ...field, state: null, values: rows.map((row) => field.values[row]) })),
  length: rows.length,
});
