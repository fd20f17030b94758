import { type DataFrame, type DataFrameWithValue, type Field, FieldType, ReducerID, reduceField } from '@grafana/data';
import { transformer } from './frame-operator';

/** By the `refId` of a query. */
type Options = Readonly<
  Record<string, { readonly stat?: string; readonly timeField?: string; readonly inlineStat?: string }>
>;

/** "Time series to table": a row for each series with its labels, the series itself in a field that tables draw as a sparkline. */
export const timeSeriesTable = transformer<Options>(
  'timeSeriesTable',
  'Time series to table',
  {},
  (frames, options) => {
    const isSeries = ({ fields }: DataFrame) =>
      fields.some(({ type }) => type === FieldType.time) && fields.some(({ type }) => type === FieldType.number);
    const byQuery = new Map<string, DataFrame[]>();
    for (const frame of frames.filter(isSeries)) {
      const refId = frame.refId ?? '';
      byQuery.set(refId, [...(byQuery.get(refId) ?? []), ...singles(frame)]);
    }
    const tables = [...byQuery].map(([refId, series]) =>
      tableOf(refId, series, options[refId]?.stat ?? ReducerID.lastNotNull),
    );
    return [...tables, ...frames.filter((frame) => !isSeries(frame))];
  },
);

function singles(frame: DataFrame): DataFrame[] {
  const time = frame.fields.find(({ type }) => type === FieldType.time)!;
  return frame.fields
    .filter(({ type }) => type === FieldType.number)
    .map((field) => ({ ...frame, fields: [time, field] }));
}

function tableOf(refId: string, series: readonly DataFrame[], stat: string): DataFrame {
  const numbersOf = (frame: DataFrame): Field => frame.fields[1]!;
  const names = [...new Set(series.flatMap((frame) => Object.keys(numbersOf(frame).labels ?? {})))];
  const trends = series.map((frame): DataFrameWithValue => {
    const field = numbersOf(frame);
    return { ...frame, value: reduceField({ field, reducers: [stat] })[stat] ?? null };
  });
  const columns = names.map((name) => ({
    name,
    type: FieldType.string,
    config: {},
    values: series.map((frame) => numbersOf(frame).labels?.[name] ?? null),
  }));
  const name = refId === '' ? 'Trend' : `Trend #${refId}`;
  return {
    refId,
    fields: [...columns, { name, type: FieldType.frame, config: {}, values: trends }],
    length: series.length,
  };
}
