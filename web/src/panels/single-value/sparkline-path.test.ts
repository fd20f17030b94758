import { type Field, FieldType } from '@grafana/data';
import { expect, it } from 'vitest';
import { sparklinePaths } from './sparkline-path';

const field = (values: unknown[], config = {}): Field => ({ name: 'y', type: FieldType.number, config, values });
const room = { width: 100, height: 24 };

it('draws over time, from the least to the greatest', () => {
  const { line, area } = sparklinePaths(field([0, 10]), field([1000, 2000]), room);
  expect(line).toBe('M0,22 L100,2');
  expect(area).toBe('M0,24 L0,22 L100,2 L100,24 Z');
});

it('leaves gaps where there is no number', () => {
  const { line, at } = sparklinePaths(field([1, null, Number.NaN, Number.POSITIVE_INFINITY, 1, 1]), undefined, room);
  expect(line).toBe('M0,12 h0.01 M80,12 L100,12');
  expect(at(1)).toBeUndefined();
});

it('keeps to the limits of the field', () => {
  expect(sparklinePaths(field([-5, 50], { min: 0, max: 10 }), undefined, room).line).toBe('M0,22 L100,2');
});

it('of nothing draws nothing', () => {
  expect(sparklinePaths(field([]), undefined, room)).toMatchObject({ line: '', area: '' });
});

it('draws no more points than can be seen', () => {
  const many = Array.from({ length: 100_000 }, (_, i) => Math.sin(i));
  expect(sparklinePaths(field(many), undefined, room).line.split(' L').length).toBeLessThanOrEqual(200);
});
