import { type DataFrame, FieldType, type Labels } from '@grafana/data';
import { field, frameOf, readNumber } from '../frames';
import type { Point, QueryData } from './answer';
import type { PrometheusQuery } from './query';
import { metaOf } from './series-frames';

/**
 * The format "Table": a row for each sample, a column for each label, the value last; `le` as a number. `valueName` tells
 * the values of several queries apart (`Value #A`).
 */
export function tableFrame(data: QueryData, query: PrometheusQuery, valueName: string): DataFrame {
  const series = pointsOf(data);
  const names = [...new Set(series.flatMap(([labels]) => Object.keys(labels)))].sort();
  const times: number[] = [];
  const values: number[] = [];
  const columns = names.map((name) => ({ name, isNumber: name === 'le', cells: [] as (string | number)[] }));
  for (const [labels, points] of series) {
    for (const [at, value] of points) {
      times.push(at * 1000);
      values.push(readNumber(value));
      for (const { name, isNumber, cells } of columns) {
        cells.push(isNumber ? readNumber(labels[name] ?? '') : (labels[name] ?? ''));
      }
    }
  }
  return frameOf(
    query.refId,
    [
      field('Time', FieldType.time, times),
      ...columns.map(({ name, isNumber, cells }) =>
        field(name, isNumber ? FieldType.number : FieldType.string, cells, { filterable: true }),
      ),
      field(valueName, FieldType.number, values),
    ],
    { ...metaOf(query, data.resultType), preferredVisualisationType: 'table' },
  );
}

function pointsOf(data: QueryData): (readonly [Labels, readonly Point[]])[] {
  if (data.resultType === 'matrix') return data.result.map(({ metric, values = [] }) => [metric, values]);
  if (data.resultType === 'vector') {
    return data.result.flatMap(({ metric, value }) => (value === undefined ? [] : [[metric, [value]] as const]));
  }
  return [[{}, [data.result]]];
}
