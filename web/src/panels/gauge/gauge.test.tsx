// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { HOSTILE, manySeries, series } from '../single-value/support/frames';
import { showPanel } from '../single-value/support/show-panel';
import { shareOf } from '../single-value/value-scale';
import { arcLine } from './arc';

const limits = { min: 0, max: 100 };

it('shows the value with its unit, and the names of several', async () => {
  const one = await showPanel('gauge', {
    frames: [series('cpu', [42.5])],
    fieldConfig: { defaults: { ...limits, unit: 'percent' } },
  });
  expect([one.text(), one.state()]).toEqual(['42.5%', 'done']);
  const two = await showPanel('gauge', {
    frames: [series('a', [1]), series('b', [2])],
    fieldConfig: { defaults: limits },
  });
  expect(two.text()).toBe('1a2b');
});

it('labels its thresholds, also those in percent', async () => {
  const thresholds = {
    mode: 'percentage',
    steps: [
      { value: null, color: 'green' },
      { value: 50, color: 'red' },
    ],
  };
  const { container } = await showPanel('gauge', {
    frames: [series('a', [150])],
    options: { showThresholdLabels: true },
    fieldConfig: { defaults: { min: 0, max: 200, thresholds: thresholds as never } },
  });
  expect([...container.querySelectorAll('text')].map((label) => label.textContent)).toEqual(['0', '100', '200']);
});

it.each([
  [{ segmentCount: 10, segmentSpacing: 0.2, shape: 'circle' }, 15],
  [{ effects: { gradient: false }, shape: 'gauge' }, 2],
])('draws %j', async (options, expected) => {
  const { container } = await showPanel('gauge', {
    frames: [series('a', [50])],
    options: { showThresholdMarkers: false, ...options },
    fieldConfig: { defaults: limits },
  });
  expect(container.querySelectorAll('svg path').length).toBe(expected);
});

it('fills from the neutral value', async () => {
  const of = async (value: number) => {
    const { container } = await showPanel('gauge', {
      frames: [series('a', [value])],
      options: { neutral: 0, showThresholdMarkers: false, shape: 'gauge', effects: { gradient: false } },
      fieldConfig: { defaults: { min: -10, max: 10 } },
    });
    return [...container.querySelectorAll('svg path')].length;
  };
  expect([await of(0), await of(5), await of(-5)]).toEqual([1, 2, 2]);
});

it('keeps the look of old gauges', async () => {
  const { options } = await showPanel('gauge', {
    frames: [series('a', [1])],
    options: { reduceOptions: { calcs: ['lastNotNull'] }, showThresholdLabels: true },
  });
  expect(options).toMatchObject({
    shape: 'gauge',
    sparkline: false,
    effects: { gradient: false },
    showThresholdLabels: true,
  });
});

it('takes markup, no numbers and thousands', async () => {
  const options = { textMode: 'value_and_name' };
  const hostile = await showPanel('gauge', { frames: [series(HOSTILE, [Number.POSITIVE_INFINITY])], options });
  expect(hostile.text()).toContain(HOSTILE);
  expect(hostile.container.innerHTML).not.toContain('NaN');
  const none = await showPanel('gauge', { frames: [series('a', [null])] });
  expect(none.container.innerHTML).not.toContain('NaN');
  const many = await showPanel('gauge', { frames: manySeries(5000) });
  expect(many.container.querySelectorAll('li').length).toBeLessThan(100);
});

it('knows where a value lies', () => {
  expect([
    shareOf(5, 0, 10),
    shareOf(-5, 0, 10),
    shareOf(50, 0, 10),
    shareOf(1, 5, 5),
    shareOf(Number.NaN, 0, 1),
  ]).toEqual([0.5, 0, 1, 0, 0]);
  expect(arcLine({ x: 0, y: 0 }, 10, 0, 90)).toBe('M0,-10 A10,10 0 0 1 10,0');
  expect(arcLine({ x: 0, y: 0 }, 10, 0, 360).match(/A/g)).toHaveLength(2);
});
