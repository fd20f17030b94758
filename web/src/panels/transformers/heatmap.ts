import { type DataFrame, DataFrameType, type Field, FieldType } from '@grafana/data';
import { calculatedCells } from '../heatmap/calculated-cells';
import type { HeatmapOptions } from '../heatmap/options';
import { transformer } from './frame-operator';

type Options = NonNullable<HeatmapOptions['calculation']>;

/** "Create heatmap": how many values of all series lie in which cell of time and value. Series without values give nothing. */
export const heatmap = transformer<Options>('heatmap', 'Create heatmap', {}, (frames, calculation) => {
  const times = frames.flatMap(({ fields }) => fields.filter(({ type }) => type === FieldType.time));
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { values } of times) for (const time of values) [from, to] = [Math.min(from, time), Math.max(to, time)];
  const found = calculatedCells(frames, { calculation } as HeatmapOptions, { from, to });
  if (found === undefined) return [];
  const { cells, yField } = found;
  const column = (name: string, values: number[], type = FieldType.number, config: Field['config'] = {}): Field => ({
    name,
    type,
    config,
    values,
  });
  const unit = yField?.config.unit;
  const yConfig = unit === undefined ? {} : { unit };
  const frame: DataFrame = {
    meta: { type: DataFrameType.HeatmapCells },
    fields: [
      column(
        'xMin',
        cells.map(({ x0 }) => x0),
        FieldType.time,
      ),
      column(
        'xMax',
        cells.map(({ x1 }) => x1),
        FieldType.time,
      ),
      column(
        'yMin',
        cells.map(({ y0 }) => y0),
        FieldType.number,
        yConfig,
      ),
      column(
        'yMax',
        cells.map(({ y1 }) => y1),
        FieldType.number,
        yConfig,
      ),
      column(
        'Count',
        cells.map(({ count }) => count),
      ),
    ],
    length: cells.length,
  };
  return [frame];
});
