import { type DataFrame, DataFrameType, type Field, FieldType, outerJoinDataFrames } from '@grafana/data';
import { transformer } from './frame-operator';

interface Options {
  readonly format?: 'wide' | 'multi' | 'many' | 'long';
}

/** "Prepare time series": one frame with all series, one for each, or one with a row for each value. */
export const prepareTimeSeries = transformer<Options>(
  'prepareTimeSeries',
  'Prepare time series',
  { format: 'wide' },
  (frames, { format = 'wide' }) => {
    const timed = frames.filter(({ fields }) => fields.some(isTime));
    if (format === 'wide') return wide(timed);
    const single = timed.flatMap(multi);
    return format === 'long' ? [long(single)] : single;
  },
);

const isTime = ({ type }: Field): boolean => type === FieldType.time;
const isNumber = ({ type }: Field): boolean => type === FieldType.number || type === FieldType.boolean;

function wide(frames: DataFrame[]): DataFrame[] {
  const joined = frames.length === 1 ? frames[0] : outerJoinDataFrames({ frames });
  return joined === undefined ? [] : [{ ...joined, meta: { ...joined.meta, type: DataFrameType.TimeSeriesWide } }];
}

/** A frame for each number and each set of texts beside it. */
function multi(frame: DataFrame): DataFrame[] {
  const time = frame.fields.find(isTime)!;
  const texts = frame.fields.filter(({ type }) => type === FieldType.string);
  const groups = new Map<string, number[]>();
  for (let row = 0; row < frame.length; row++) {
    const key = JSON.stringify(texts.map(({ values }) => values[row]));
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return frame.fields.filter(isNumber).flatMap((field) =>
    [...groups.values()].map((rows): DataFrame => {
      const own = Object.fromEntries(texts.map(({ name, values }) => [name, String(values[rows[0]!])]));
      const pick = (values: unknown[]) => (texts.length === 0 ? values : rows.map((row) => values[row]));
      return {
        ...frame,
        meta: { ...frame.meta, type: DataFrameType.TimeSeriesMulti },
        fields: [
          { ...time, values: pick(time.values) },
          { ...field, labels: { ...field.labels, ...own }, values: pick(field.values) },
        ],
        length: rows.length,
      };
    }),
  );
}

function long(frames: readonly DataFrame[]): DataFrame {
  const names = [...new Set(frames.flatMap(({ fields }) => Object.keys(fields[1]?.labels ?? {})))];
  const rows = frames
    .flatMap(({ fields: [time, value] }) =>
      time!.values.map((at, row) => ({ at, value: value!.values[row], field: value! })),
    )
    .sort((a, b) => a.at - b.at);
  return {
    meta: { type: DataFrameType.TimeSeriesLong },
    fields: [
      { name: 'time', type: FieldType.time, config: {}, values: rows.map(({ at }) => at) },
      ...names.map((name) => ({
        name,
        type: FieldType.string,
        config: {},
        values: rows.map(({ field }) => field.labels?.[name] ?? ''),
      })),
      { name: 'value', type: FieldType.number, config: {}, values: rows.map(({ value }) => value) },
    ],
    length: rows.length,
  };
}
