// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { HOSTILE, manySeries, series } from '../single-value/support/frames';
import { showPanel } from '../single-value/support/show-panel';
import { barLayout } from './layout';

const limits = { min: 0, max: 100 };
const two = [series('api', [25]), series('web', [75])];

it('has a bar for each value, as long as the value', async () => {
  const { text, state, container } = await showPanel('bargauge', {
    frames: two,
    options: { orientation: 'horizontal', displayMode: 'basic', valueMode: 'hidden', namePlacement: 'hidden' },
    fieldConfig: { defaults: limits },
  });
  expect([text(), state()]).toEqual(['', 'done']);
  const widths = [...container.querySelectorAll<HTMLElement>('[class*=fill]')].map(({ style }) => style.width);
  expect(widths).toEqual(['150px', '450px']);
});

it.each([
  [{ orientation: 'horizontal', namePlacement: 'left' }, 'api25%web75%'],
  [{ orientation: 'vertical' }, '25%api75%web'],
  [{ orientation: 'horizontal', namePlacement: 'hidden' }, '25%75%'],
  [{ valueMode: 'hidden', orientation: 'horizontal' }, 'apiweb'],
])('%j', async (options, expected) => {
  const fieldConfig = { defaults: { ...limits, unit: 'percent' } };
  expect((await showPanel('bargauge', { frames: two, options, fieldConfig })).text()).toBe(expected);
});

it('lights lamps up to the value', async () => {
  const { container } = await showPanel('bargauge', {
    frames: [series('api', [50])],
    options: { displayMode: 'lcd', orientation: 'horizontal', valueMode: 'hidden' },
    fieldConfig: { defaults: limits },
  });
  expect(container.querySelectorAll('[class*=lamp]')).toHaveLength(60);
  expect(container.querySelectorAll('[data-lit]')).toHaveLength(30);
});

it('goes through the thresholds', async () => {
  const { container } = await showPanel('bargauge', { frames: two, fieldConfig: { defaults: limits } });
  expect(container.innerHTML).toMatch(/linear-gradient\(0deg, #\w+ 0%, #\w+ 80%\)/);
});

it('has a legend where it is asked for', async () => {
  const { getAllByRole } = await showPanel('bargauge', { frames: two, options: { legend: { showLegend: true } } });
  expect(getAllByRole('button').map((button) => button.textContent)).toEqual(['api', 'web']);
});

it('takes markup, no numbers, and thousands', async () => {
  const frames = [series(HOSTILE, [Number.NaN]), series('b', [Number.NEGATIVE_INFINITY])];
  const hostile = await showPanel('bargauge', { frames, options: { orientation: 'horizontal' } });
  expect(hostile.text()).toContain(HOSTILE);
  expect(hostile.container.innerHTML).not.toMatch(/NaNpx|Infinitypx/);
  const many = await showPanel('bargauge', { frames: manySeries(5000) });
  expect(many.container.querySelectorAll('li').length).toBeLessThan(100);
});

it('has names at the left of low bars', () => {
  const room = {
    width: 400,
    isVertical: false,
    options: { namePlacement: 'auto', valueMode: 'color' },
    name: 'a',
    value: '1',
  } as const;
  expect(barLayout({ ...room, height: 20 }).namePlace).toBe('left');
  expect(barLayout({ ...room, height: 80 }).namePlace).toBe('top');
});
