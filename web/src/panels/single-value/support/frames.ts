import { createDataFrame, type DataFrame, type FieldConfig, FieldType } from '@grafana/data';

/** A series as Prometheus has them: times a minute apart, values with labels. */
export function series(name: string, values: readonly (number | null)[], config: FieldConfig = {}): DataFrame {
  return createDataFrame({
    refId: 'A',
    name,
    fields: [
      { name: 'Time', type: FieldType.time, values: values.map((_, i) => 1_795_288_710_000 + i * 60_000) },
      {
        name: 'Value',
        type: FieldType.number,
        values: [...values],
        labels: { service: name },
        config: { displayNameFromDS: name, ...config },
      },
    ],
  });
}

/** So many series with one value each. */
export const manySeries = (count: number): DataFrame[] =>
  Array.from({ length: count }, (_, i) => series(`service ${i}`, [i]));

export const HOSTILE = '<img src=x onerror=alert(1)>';
