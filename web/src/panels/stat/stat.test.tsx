// @vitest-environment happy-dom
import { createDataFrame, FieldType } from '@grafana/data';
import { fireEvent } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { HOSTILE, manySeries, series } from '../single-value/support/frames';
import { showPanel } from '../single-value/support/show-panel';

it('shows the last value that is there, in its unit', async () => {
  const { text, state } = await showPanel('stat', {
    frames: [series('api', [1, 0.255, null])],
    fieldConfig: { defaults: { unit: 'percentunit', decimals: 1 } },
  });
  expect(text()).toBe('25.5%');
  expect(state()).toBe('done');
});

it('names several values, and all of their calculations', async () => {
  const { text } = await showPanel('stat', {
    frames: [series('api', [1, 3]), series('web', [5, 7])],
    options: { reduceOptions: { calcs: ['mean', 'max'] } },
  });
  expect(text()).toBe('api2api3web6web7');
});

it('shows each row, up to a limit', async () => {
  const { text } = await showPanel('stat', {
    frames: [
      createDataFrame({
        fields: [
          { name: 'host', type: FieldType.string, values: ['a', 'b', 'c'] },
          { name: 'load', type: FieldType.number, values: [1, 2, 3] },
        ],
      }),
    ],
    options: { reduceOptions: { values: true, limit: 2, calcs: [] } },
  });
  expect(text()).toBe('a1b2');
});

it.each([
  ['value', '1'],
  ['name', 'api'],
  ['value_and_name', 'api1'],
  ['none', ''],
])('text mode %s', async (textMode, expected) => {
  expect((await showPanel('stat', { frames: [series('api', [1])], options: { textMode } })).text()).toBe(expected);
});

it('tells the change, and colours it by what is good', async () => {
  const shown = await showPanel('stat', {
    frames: [series('api', [100, 125])],
    options: { showPercentChange: true, percentChangeColorMode: 'inverted' },
  });
  expect(shown.text()).toBe('125▲ 25%');
  expect(shown.container.querySelector('[data-tone]')!.getAttribute('data-tone')).toBe('bad');
});

it('tells no change from zero', async () => {
  const { text } = await showPanel('stat', { frames: [series('api', [0, 125])], options: { showPercentChange: true } });
  expect(text()).toBe('125');
});

it('maps values, and has thresholds as background', async () => {
  const shown = await showPanel('stat', {
    frames: [series('api', [1])],
    options: { colorMode: 'background_solid', graphMode: 'none' },
    fieldConfig: {
      defaults: { mappings: [{ type: 'value', options: { 1: { text: 'Up', color: '#00ff00' } } }] as never },
    },
  });
  expect(shown.text()).toBe('Up');
  expect(shown.container.innerHTML).toMatch(/background: (#00ff00|rgb\(0, 255, 0\))/);
});

it('leads to its data link, filled in', async () => {
  const { container } = await showPanel('stat', {
    frames: [series('api', [1])],
    fieldConfig: {
      defaults: { links: [{ title: 'Open', url: '/services/${__field.labels.service}?v=${__value.raw}' }] },
    },
  });
  expect(container.querySelector('a')!.getAttribute('href')).toBe('/services/api?v=1');
});

it('tells the page which value is clicked', async () => {
  const onPick = vi.fn();
  const { getByRole } = await showPanel('stat', { frames: [series('api', [1, 2])], onPick });
  fireEvent.click(getByRole('button'));
  expect(onPick).toHaveBeenCalledWith(expect.objectContaining({ field: 1, row: 1 }));
});

it('takes markup in labels as text', async () => {
  const shown = await showPanel('stat', { frames: [series(HOSTILE, [1])], options: { textMode: 'value_and_name' } });
  expect(shown.text()).toBe(`${HOSTILE}1`);
  expect(shown.container.querySelector('img')).toBeNull();
});

it.each([
  [[Number.NaN], 'nothing'],
  [[Number.POSITIVE_INFINITY], '∞'],
  [[null], 'nothing'],
])('takes %s', async (values, expected) => {
  const { text } = await showPanel('stat', {
    frames: [series('api', values)],
    fieldConfig: { defaults: { noValue: 'nothing' } },
  });
  expect(text()).toContain(expected);
});

it('says that there is nothing', async () => {
  const { text, state } = await showPanel('stat', { frames: [] });
  expect([text(), state()]).toEqual(['No data', 'empty']);
});

it('draws those of 5,000 values that are in sight', async () => {
  const { container } = await showPanel('stat', { frames: manySeries(5000) });
  expect(container.querySelectorAll('li').length).toBeLessThan(200);
});

it('takes the options of old panels over', async () => {
  const json = {
    format: 'percent',
    valueName: 'max',
    colorBackground: true,
    thresholds: '50,80',
    colors: ['green', 'orange', 'red'],
    valueMaps: [{ op: '=', value: 'null', text: 'N/A' }],
  };
  const shown = await showPanel('singlestat', { frames: [series('api', [60, 40])], json });
  expect(shown.text()).toBe('60%');
  expect(shown.options).toMatchObject({
    colorMode: 'background',
    graphMode: 'none',
    reduceOptions: { calcs: ['max'] },
  });
  const six = { fieldOptions: { calcs: ['min'], defaults: { unit: 's', title: 'Took' }, thresholds: [] } };
  expect(
    (
      await showPanel('stat', { frames: [series('api', [60, 40])], options: { ...six, textMode: 'value_and_name' } })
    ).text(),
  ).toBe('Took40 s');
});
