import { type DataFrame, DataFrameType, FieldType } from '@grafana/data';
import type { Item } from '../../../../src/expressions/item.js';
import { field, frameOf, seriesFrame } from '../frames';

/** The items as frames that panels draw. */
export const framesOf = (refId: string, items: readonly Item[]): readonly DataFrame[] =>
  items.map((item) =>
    item.kind === 'series'
      ? seriesFrame({
          refId,
          labels: item.labels,
          times: [...item.times],
          values: [...item.values],
          legend: Object.keys(item.labels).length === 0 ? refId : undefined,
        })
      : frameOf(refId, [{ ...field(refId, FieldType.number, [item.value]), labels: item.labels }], {
          type: DataFrameType.NumericMulti,
        }),
  );
