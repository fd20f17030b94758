// @vitest-environment happy-dom
import {
  createDataFrame,
  createTheme,
  type FieldConfig,
  FieldType,
  getDisplayProcessor,
  MappingType,
} from '@grafana/data';
import { describe, expect, it } from 'vitest';
import { boxesOf } from '../../panels/status-history/boxes';
import { type StateRow, stateKinds, stateRows, statesOf } from './state-rows';

const theme = createTheme();

function rowOf(values: unknown[], config: FieldConfig = {}, type = FieldType.string): StateRow {
  const frame = createDataFrame({
    fields: [
      { name: 'Time', type: FieldType.time, values: values.map((_, i) => i * 10) },
      { name: 'state', type, values, config },
    ],
  });
  frame.fields[1]!.display = getDisplayProcessor({ field: frame.fields[1]!, theme });
  const rows = stateRows([frame], theme);
  if (typeof rows === 'string') throw new Error(rows);
  return rows[0]!;
}

const spans = (row: StateRow, isMerged = true) =>
  statesOf(row, 100, isMerged).map(({ text, from, to }) => [text, from, to]);

describe('statesOf', () => {
  it('merges equal neighbours; the last lasts to the end', () => {
    const row = rowOf(['up', 'up', 'down']);
    expect(spans(row)).toEqual([
      ['up', 0, 20],
      ['down', 20, 100],
    ]);
    expect(spans(row, false)).toHaveLength(3);
  });

  it('ends at null, unless nulls are connected', () => {
    expect(spans(rowOf(['up', null, 'up']))).toEqual([
      ['up', 0, 10],
      ['up', 20, 100],
    ]);
    expect(spans(rowOf(['up', null, 'up'], { custom: { spanNulls: true } }))).toEqual([['up', 0, 100]]);
    expect(spans(rowOf(['up', null, 'up'], { custom: { spanNulls: 20 } }))).toEqual([['up', 0, 100]]);
    expect(spans(rowOf(['up', null, 'up'], { custom: { spanNulls: 19 } }))).toHaveLength(2);
  });
});

describe('colours and kinds', () => {
  it('gives each text a colour of its own, and mapped ones theirs', () => {
    const mappings = [{ type: MappingType.ValueToText as const, options: { up: { text: 'UP', color: 'green' } } }];
    const kinds = stateKinds(statesOf(rowOf(['up', 'other'], { mappings }), 100, true));
    expect(kinds.map(({ kind }) => kind)).toEqual(['UP', 'other']);
    expect(kinds[0]!.color).toBe(theme.visualization.getColorByName('green'));
    expect(kinds[1]!.color).not.toBe(kinds[0]!.color);
  });

  it('counts numbers by the steps of their thresholds', () => {
    const steps = [
      { value: Number.NEGATIVE_INFINITY, color: 'green' },
      { value: 80, color: 'red' },
    ];
    const config = {
      unit: 'percent',
      color: { mode: 'thresholds' },
      thresholds: { mode: 'absolute', steps },
    } as FieldConfig;
    const kinds = stateKinds(statesOf(rowOf([10, 85, 90], config, FieldType.number), 100, true));
    expect(kinds.map(({ kind }) => kind)).toEqual(['< 80%', '80%+']);
  });
});

describe('boxesOf', () => {
  it('puts a box about each value', () => {
    const boxes = boxesOf(rowOf(['a', null, 'b']), 0.5, 100);
    expect(boxes.map(({ from, to, text }) => [text, from, to])).toEqual([
      ['a', -2.5, 2.5],
      ['b', 17.5, 22.5],
    ]);
  });
});

it('says why there is no row', () => {
  expect(stateRows([], theme)).toBe('No data');
});
