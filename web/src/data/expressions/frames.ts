import { type DataFrame, DataFrameType, type Field, FieldType, type Labels } from '@grafana/data';
import { field, frameOf, seriesFrame } from '../frames';
import type { Item } from './item';

/**
 * What frames of a query give expressions: each number field over time is a series, each number of a table without time has
 * the texts of its row as labels. Throws for frames without numbers, such as log lines.
 */
export function itemsOf(refId: string, frames: readonly DataFrame[]): readonly Item[] {
  return frames.filter(({ fields }) => fields.length > 0).flatMap((frame) => itemsOfFrame(refId, frame));
}

function itemsOfFrame(refId: string, frame: DataFrame): readonly Item[] {
  const numbers = frame.fields.filter(({ type }) => type === FieldType.number);
  if (numbers.length === 0) {
    throw new Error(`expressions take numbers: ${refId} gives ${frame.fields.map(({ type }) => type).join(', ')}`);
  }
  const time = frame.fields.find(({ type }) => type === FieldType.time);
  const isNumeric = frame.meta?.type === DataFrameType.NumericMulti || frame.meta?.type === DataFrameType.NumericWide;
  if (time === undefined || isNumeric) return numbers.flatMap((one) => numbersOf(frame, one));
  return numbers.map((one) => seriesOf(time, one));
}

function numbersOf({ fields, length }: DataFrame, { labels, values }: Field): Item[] {
  const texts = fields.filter(({ type }) => type === FieldType.string);
  return Array.from({ length }, (_, row): Item => {
    const ofRow = texts.map(({ name, values: column }) => [name, String(column[row])]);
    return { kind: 'number', labels: { ...labels, ...Object.fromEntries(ofRow) }, value: numberOf(values[row]) };
  });
}

function seriesOf({ values: times }: Field, { labels = {}, values }: Field): Item {
  const order = times.map((_, row) => row).sort((a, b) => times[a] - times[b]);
  return {
    kind: 'series',
    labels: withoutName(labels),
    times: order.map((row) => Number(times[row])),
    values: order.map((row) => numberOf(values[row])),
  };
}

/** What is calculated of a metric is not that metric any more. */
const withoutName = ({ __name__: _, ...labels }: Labels): Labels => labels;

const numberOf = (value: unknown): number | null => (value === null || value === undefined ? null : Number(value));

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
