// @vitest-environment happy-dom
import { fireEvent } from '@testing-library/react';
import { beforeAll, expect, it, vi } from 'vitest';
import { HOSTILE, manySeries, series } from '../single-value/support/frames';
import { showPanel } from '../single-value/support/show-panel';
import { slicePath } from './slices';

beforeAll(() => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  );
});

const three = [series('api', [1]), series('web', [6]), series('db', [3])];
const slices = (container: Element) => [...container.querySelectorAll('li')].map(({ textContent }) => textContent);

it('has a slice for each value, the largest first', async () => {
  const { container, state } = await showPanel('piechart', {
    frames: three,
    options: { legend: { showLegend: false } },
  });
  expect(slices(container)).toEqual(['web 6 (60%)', 'db 3 (30%)', 'api 1 (10%)']);
  expect(state()).toBe('done');
});

it.each([
  ['asc', 'api 1 (10%)'],
  ['none', 'api 1 (10%)'],
  ['desc', 'web 6 (60%)'],
])('sorts %s', async (sort, first) => {
  const options = { sort, legend: { showLegend: false } };
  expect(slices((await showPanel('piechart', { frames: three, options })).container)[0]).toBe(first);
});

it('labels its slices', async () => {
  const { container } = await showPanel('piechart', {
    frames: three,
    options: { displayLabels: ['name', 'value', 'percent'], legend: { showLegend: false }, pieType: 'donut' },
    fieldConfig: { defaults: { unit: 'ms', decimals: 1 } },
  });
  expect(container.querySelector('text')!.textContent).toBe('web6.0 ms60.0%');
});

it('has values and shares in its legend, and leaves slices out by a click on it', async () => {
  const { container, getByRole } = await showPanel('piechart', {
    frames: three,
    options: { legend: { displayMode: 'table', values: ['value', 'percent'] } },
  });
  expect(container.querySelector('table')!.textContent).toBe('NameValuePercentweb660%db330%api110%');
  fireEvent.click(getByRole('button', { name: 'web' }), { ctrlKey: true });
  expect(container.querySelector('[class*=room] ul')!.textContent).toBe('db 3 (75%)api 1 (25%)');
});

it('hides series by override', async () => {
  const { container } = await showPanel('piechart', {
    frames: three,
    options: { legend: { showLegend: false } },
    fieldConfig: {
      defaults: {},
      overrides: [
        { matcher: { id: 'byName', options: 'web' }, properties: [{ id: 'custom.hideFrom', value: { viz: true } }] },
      ],
    },
  });
  expect(slices(container)).toEqual(['db 3 (75%)', 'api 1 (25%)']);
});

it('takes no numbers, nothing, markup and thousands', async () => {
  const options = { legend: { showLegend: false } };
  const frames = [series(HOSTILE, [Number.NaN]), series('b', [-5]), series('c', [0])];
  const hostile = await showPanel('piechart', { frames, options });
  expect(hostile.text()).toContain(HOSTILE);
  expect(hostile.container.querySelectorAll('path')).toHaveLength(0);
  expect((await showPanel('piechart', { frames: [] })).state()).toBe('empty');
  const many = await showPanel('piechart', { frames: manySeries(5000) });
  expect(many.container.querySelectorAll('li').length).toBeLessThan(250);
  expect(many.container.querySelectorAll('path')).toHaveLength(1);
});

it('takes old pie charts over', async () => {
  const json = {
    pieType: 'donut',
    valueName: 'total',
    format: 's',
    legendType: 'Right side',
    legend: { show: true, values: true },
  };
  const { options } = await showPanel('grafana-piechart-panel', { frames: [series('api', [1, 2])], json });
  expect(options).toMatchObject({
    pieType: 'donut',
    reduceOptions: { calcs: ['sum'] },
    legend: { placement: 'right', values: ['value'] },
  });
});

it('draws a whole ring as two halves', () => {
  expect(slicePath(0, 1, 0.5).match(/Z/g)).toHaveLength(2);
  expect(slicePath(0, 0.25, 0)).toBe('M0,0 L0.0000,-1.0000 A1,1 0 0 1 1.0000,0.0000 Z');
});
