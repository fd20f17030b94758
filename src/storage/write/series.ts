import { Column64, DictionaryColumn, OffsetColumn, SmallColumn, StringColumn } from '../../model/columns.js';
import { METRIC_NAME } from '../../model/labels.js';
import type { SeriesDays } from '../../model/series.js';
import { NativeBlockWriter } from '../native/block-writer.js';
import { type EncodedRows, type TableLayout, tableLayout } from './table.js';

const layout = (name: string, nameColumn: string): TableLayout =>
  tableLayout(name, {
    tenant: 'LowCardinality(String)',
    [nameColumn]: 'LowCardinality(String)',
    id: 'UInt64',
    day: 'Int32',
    labels: 'Map(LowCardinality(String), String)',
  });

const TABLES = {
  metric_series: layout('metric_series', 'name'),
  log_streams: layout('log_streams', 'service'),
  span_resources: layout('span_resources', 'service'),
} as const;

/** The label sets that a batch brings for the first time on a day, as rows of their table. */
export function encodeSeries(table: keyof typeof TABLES, series: SeriesDays): EncodedRows {
  const { entries } = series;
  const tenant = new DictionaryColumn();
  const name = new DictionaryColumn();
  const id = new Column64(entries.length);
  const day = new SmallColumn(Int32Array, entries.length);
  const labels = {
    ends: new OffsetColumn(),
    keys: new DictionaryColumn(),
    values: new StringColumn(entries.length * 64),
  };
  for (const { ref, day: onDay } of entries) {
    tenant.append(ref.tenant);
    name.append(ref.name);
    id.append(ref.idLow, ref.idHigh);
    day.append(onDay);
    let pairs = 0;
    for (let i = 0; i < ref.labels.length; i += 2) {
      if (table === 'metric_series' && ref.labels[i] === METRIC_NAME) continue;
      labels.keys.append(ref.labels[i]!);
      labels.values.appendText(ref.labels[i + 1]!);
      pairs++;
    }
    labels.ends.append(pairs);
  }
  const block = new NativeBlockWriter(entries.length)
    .dictionary('tenant', tenant)
    .dictionary(table === 'metric_series' ? 'name' : 'service', name)
    .wide('id', 'UInt64', id)
    .small('day', 'Int32', day)
    .map('labels', labels.ends, labels.keys, labels.values);
  return { table: TABLES[table], rows: entries.length, chunks: block.finish(), bytes: block.size };
}
