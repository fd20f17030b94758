// @vitest-environment happy-dom
import {
  applyFieldOverrides,
  createTheme,
  type DataFrame,
  type FieldConfigSource,
  FieldType,
  getFieldDisplayName,
} from '@grafana/data';
import { expect, it } from 'vitest';
import timeseries from '../timeseries/plugin';
import { areFieldNames, withHiddenSeries } from './hidden-series';
import { registerFieldConfig } from './standard-properties';

registerFieldConfig();

const frame = (name: string): DataFrame => ({
  fields: [
    { name: 'Time', type: FieldType.time, config: {}, values: [1] },
    { name: 'Value', type: FieldType.number, config: { displayNameFromDS: name }, values: [1] },
  ],
  length: 1,
});
const FRAMES = ['a', 'b', 'c'].map(frame);
const NAMES = ['a', 'b', 'c'];
const PLAIN: FieldConfigSource = { defaults: {}, overrides: [] };

/** The series that are drawn. */
const drawn = (fieldConfig: FieldConfigSource) =>
  applyFieldOverrides({
    data: FRAMES,
    fieldConfig,
    fieldConfigRegistry: timeseries.fieldConfigRegistry,
    replaceVariables: (text) => text,
    theme: createTheme(),
  }).flatMap((one) => {
    const field = one.fields[1]!;
    return field.config.custom?.hideFrom?.viz === true ? [] : [getFieldDisplayName(field, one, FRAMES)];
  });

it('one series alone is the override that Grafana saves', () => {
  const config = withHiddenSeries(PLAIN, NAMES, new Set(['a', 'c']));
  expect(config.overrides).toEqual([
    {
      __systemRef: 'hideSeriesFrom',
      matcher: { id: 'byNames', options: { mode: 'exclude', names: ['b'], prefix: 'All except:', readOnly: true } },
      properties: [{ id: 'custom.hideFrom', value: { legend: false, tooltip: true, viz: true } }],
    },
  ]);
  expect(drawn(config)).toEqual(['b']);
  expect(withHiddenSeries(config, NAMES, new Set())).toEqual(PLAIN);
});

it('what the dashboard hides can be shown, and stays hidden otherwise', () => {
  const hides = {
    matcher: { id: 'byName', options: 'a' },
    properties: [{ id: 'custom.hideFrom', value: { viz: true } }],
  };
  const config = { ...PLAIN, overrides: [hides] };
  expect(drawn(config)).toEqual(['b', 'c']);
  expect(drawn(withHiddenSeries(config, NAMES, new Set()))).toEqual(['a', 'b', 'c']);
  expect(drawn(withHiddenSeries(config, NAMES, new Set(['a', 'b'])))).toEqual(['c']);
});

it('names of states or slices are none of fields', () => {
  expect(areFieldNames(['a', 'c'], FRAMES)).toBe(true);
  expect(areFieldNames(['a', 'down'], FRAMES)).toBe(false);
});
