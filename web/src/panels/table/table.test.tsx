// @vitest-environment happy-dom
import { createDataFrame, type DataFrame, type FieldConfigSource, FieldType } from '@grafana/data';
import { fireEvent, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { HOSTILE } from '../single-value/support/frames';
import { type Shown, showPanel } from '../single-value/support/show-panel';
import { columnsOf } from './columns';
import { csvOf } from './csv';

const hosts = createDataFrame({
  fields: [
    { name: 'host', type: FieldType.string, values: ['web-10', 'web-2', 'db', 'cache'] },
    { name: 'load', type: FieldType.number, values: [0.5, null, 2, 0.5], config: { unit: 'percentunit' } },
    { name: 'seen', type: FieldType.time, values: [0, 1000, 2000, 3000] },
  ],
});

const table = (shown: Shown = {}) => showPanel('table', { frames: [hosts], ...shown });

/** The texts of cells, a line for each row. */
const rowsOf = (container: Element): string[] =>
  [...container.querySelectorAll('tbody tr')].map((row) =>
    [...row.querySelectorAll('td')].map((cell) => cell.textContent).join(' | '),
  );

const overrides = (name: string, properties: Record<string, unknown>): FieldConfigSource => ({
  defaults: {},
  overrides: [
    {
      matcher: { id: 'byName', options: name },
      properties: Object.entries(properties).map(([id, value]) => ({ id, value })),
    },
  ],
});

it('shows values as their fields write them', async () => {
  const { container, state, getByRole } = await table();
  expect(rowsOf(container)[0]).toBe('web-10 | 50% | 1970-01-01 00:00:00.000');
  expect(rowsOf(container)).toHaveLength(4);
  expect(getByRole('columnheader', { name: /host/ })).toBeDefined();
  expect(state()).toBe('done');
});

describe('sorting', () => {
  it('begins as the dashboard says, and those without a value are last', async () => {
    const { container } = await table({
      options: { sortBy: [{ displayName: 'load', desc: true }, { displayName: 'host' }] },
    });
    expect(rowsOf(container).map((row) => row.split(' ')[0])).toEqual(['db', 'cache', 'web-10', 'web-2']);
  });

  it('goes by numbers within texts', async () => {
    const { container } = await table({ options: { sortBy: [{ displayName: 'host' }] } });
    expect(rowsOf(container).map((row) => row.split(' ')[0])).toEqual(['cache', 'db', 'web-2', 'web-10']);
  });

  it('is changed by a click on the head', async () => {
    const { getByRole, onOptionsChange } = await table({ options: { sortBy: [{ displayName: 'load' }] } });
    fireEvent.click(getByRole('button', { name: 'load' }));
    expect(onOptionsChange).toHaveBeenLastCalledWith(
      expect.objectContaining({ sortBy: [{ displayName: 'load', desc: true }] }),
    );
    fireEvent.click(getByRole('button', { name: 'host' }), { shiftKey: true });
    expect(onOptionsChange.mock.lastCall![0].sortBy).toEqual([
      { displayName: 'load' },
      { displayName: 'host', desc: false },
    ]);
  });
});

it('filters by the values of a column', async () => {
  const { container, getByRole } = await table({ fieldConfig: overrides('host', { 'custom.filterable': true }) });
  fireEvent.click(getByRole('button', { name: 'Filter host' }));
  const dialog = await waitFor(() => document.querySelector<HTMLElement>('[aria-label="Filter of host"]')!);
  fireEvent.change(within(dialog).getByLabelText('Search values'), { target: { value: 'web' } });
  fireEvent.click(within(dialog).getByText('Select all (2)'));
  fireEvent.click(within(dialog).getByText('Apply'));
  await waitFor(() => expect(rowsOf(container)).toHaveLength(2));
});

it('calculates in the foot, also as old dashboards asked for it', async () => {
  const now = await table({ fieldConfig: overrides('load', { 'custom.footer.reducers': ['sum', 'max'] }) });
  expect(now.container.querySelector('tfoot')!.textContent).toBe('Total 300%Max 200%');
  const old = await table({ options: { footer: { show: true, reducer: ['mean'], fields: '' } } });
  expect(old.container.querySelector('tfoot')!.textContent).toBe('Mean 100%');
  expect((await table()).container.querySelector('tfoot')).toBeNull();
});

it('turns pages', async () => {
  const { container, getByRole, text } = await table({ options: { enablePagination: true, pageSize: 3 } });
  expect(text()).toContain('1 – 3 of 4 rows');
  fireEvent.click(getByRole('button', { name: 'Next page' }));
  expect(rowsOf(container)).toHaveLength(1);
});

it('hides columns and the head, also by former names', async () => {
  const { container, queryByRole } = await table({
    options: { showHeader: false },
    fieldConfig: overrides('seen', { 'custom.hidden': true }),
  });
  expect(rowsOf(container)[0]).toBe('web-10 | 50%');
  expect(queryByRole('columnheader')).toBeNull();
});

describe('cells', () => {
  const one = (value: unknown, type = FieldType.string): DataFrame =>
    createDataFrame({ fields: [{ name: 'v', type, values: [value] }] });
  const cell = async (frame: DataFrame, cellOptions: object, defaults: FieldConfigSource['defaults'] = {}) => {
    const fieldConfig = { defaults: { ...defaults, custom: { cellOptions } }, overrides: [] };
    const { container } = await table({ frames: [frame], fieldConfig });
    return container.querySelector<HTMLElement>('tbody td')!;
  };

  it.each([
    [{ type: 'color-text' }, 'color'],
    [{ type: 'color-background', mode: 'basic' }, 'background'],
  ] as const)('%j', async (options, property) => {
    const found = await cell(one(90, FieldType.number), options);
    expect(found.style[property].toUpperCase()).toBe('#E02F44');
  });

  it('colour their whole row', async () => {
    const fieldConfig = overrides('load', {
      'custom.cellOptions': { type: 'color-background', mode: 'basic', applyToRow: true },
    });
    const { container } = await table({ fieldConfig });
    expect(container.querySelector<HTMLElement>('tbody tr')!.style.background).not.toBe('');
  });

  it('gauge: the value beside its bar', async () => {
    const found = await cell(
      one(50, FieldType.number),
      { type: 'gauge', mode: 'lcd' },
      { min: 0, max: 100, unit: 'ms' },
    );
    expect(found.textContent).toBe('50 ms');
    const lamps = found.querySelectorAll('[class*=lamp]').length;
    expect(found.querySelectorAll('[data-lit]').length).toBe(Math.ceil(lamps / 2));
  });

  it('sparkline: of a frame, with its last value', async () => {
    const course = createDataFrame({
      fields: [
        { name: 'Time', type: FieldType.time, values: [1, 2] },
        { name: 'Value', type: FieldType.number, values: [1, 7] },
      ],
    });
    const found = await cell(one(course, FieldType.frame), { type: 'sparkline' });
    expect(found.textContent).toBe('7');
    expect(found.querySelectorAll('path').length).toBe(2);
  });

  it('pills, JSON, images, links', async () => {
    expect((await cell(one('a, b'), { type: 'pill' })).querySelectorAll('[class*=pill]').length).toBe(2);
    expect((await cell(one('["a","b"]'), { type: 'pill' })).textContent).toBe('ab');
    expect((await cell(one({ a: 1 }, FieldType.other), { type: 'json-view' })).textContent).toBe('{"a":1}');
    expect((await cell(one('/logo.png'), { type: 'image', alt: 'Logo' })).querySelector('img')!.alt).toBe('Logo');
    expect((await cell(one('javascript:alert(1)'), { type: 'image' })).querySelector('img')).toBeNull();
    const links = [
      { title: 'Open', url: '/d/x?v=${__value.text}' },
      { title: 'Bad', url: 'javascript:alert(1)' },
    ];
    const found = await cell(one('x'), { type: 'data-links' }, { links });
    expect([...found.querySelectorAll('a')].map((link) => link.getAttribute('href'))).toEqual([
      '/d/x?v=x',
      'about:blank',
    ]);
  });

  it('markdown', async () => {
    const found = await cell(one('**bold**'), { type: 'markdown' });
    await waitFor(() => expect(found.querySelector('strong')).not.toBeNull());
  });

  it('by former names', async () => {
    const { fieldConfig } = await table({
      fieldConfig: { defaults: { custom: { displayMode: 'lcd-gauge' } }, overrides: [] },
    });
    expect(fieldConfig.defaults.custom!.cellOptions).toEqual({ type: 'gauge', mode: 'lcd' });
  });
});

it('opens the tables within rows', async () => {
  const outer = createDataFrame({
    fields: [
      { name: 'service', type: FieldType.string, values: ['api'] },
      { name: 'Nested frames', type: FieldType.nestedFrames, values: [[hosts]] },
    ],
  });
  const { container, getByRole } = await table({ frames: [outer] });
  expect(container.querySelectorAll('table')).toHaveLength(1);
  fireEvent.click(getByRole('button', { name: 'Nested table' }));
  await waitFor(() => expect(container.querySelector('table table')!.textContent).toContain('web-10'));
});

it('tells the page which row is clicked', async () => {
  const onPick = vi.fn();
  const { getByRole } = await table({ onPick });
  fireEvent.click(getByRole('button', { name: 'db' }));
  expect(onPick).toHaveBeenCalledWith(expect.objectContaining({ field: 0, row: 2 }));
});

it('brings the styles of old tables over', async () => {
  const json = {
    styles: [
      {
        pattern: '/^load$/',
        type: 'number',
        unit: 'percent',
        decimals: 1,
        alias: 'Load',
        colorMode: 'row',
        thresholds: ['1', '2'],
        colors: ['green', 'orange', 'red'],
      },
      { pattern: 'seen', type: 'hidden' },
    ],
  };
  const { container, getByRole } = await table({
    frames: [createDataFrame({ fields: hosts.fields.map(({ config: _, ...field }) => ({ ...field, config: {} })) })],
    json,
  });
  expect(getByRole('table')).toBeDefined();
  expect(rowsOf(container)).toHaveLength(4);
});

it('draws those of 100,000 rows that are in sight', async () => {
  const many = createDataFrame({
    fields: [
      { name: 'i', type: FieldType.number, values: Array.from({ length: 100_000 }, (_, i) => i) },
      { name: 'text', type: FieldType.string, values: Array.from({ length: 100_000 }, (_, i) => `row ${i}`) },
    ],
  });
  const { container } = await table({ frames: [many], options: { sortBy: [{ displayName: 'i', desc: true }] } });
  expect(rowsOf(container)[0]).toBe('99999 | row 99999');
  expect(rowsOf(container).length).toBeLessThan(40);
});

it('takes markup, and numbers that are none', async () => {
  const frame = createDataFrame({
    fields: [
      { name: HOSTILE, type: FieldType.string, values: [HOSTILE, null] },
      { name: 'n', type: FieldType.number, values: [Number.NaN, Number.POSITIVE_INFINITY] },
    ],
  });
  const { container, text } = await table({
    frames: [frame],
    fieldConfig: { defaults: { custom: { cellOptions: { type: 'gauge' } } }, overrides: [] },
  });
  expect(text()).toContain(HOSTILE);
  expect(container.querySelector('img')).toBeNull();
});

it('writes what it shows as CSV', () => {
  const frame = createDataFrame({
    fields: [
      { name: 'a,b', values: ['x "y"', 'z\n'] },
      { name: 'n', values: [1, 2] },
    ],
  });
  expect(csvOf(columnsOf(frame, [frame], 400), [1, 0])).toBe('"a,b",n\r\n"z\n",2\r\n"x ""y""",1\r\n');
});

it('shares the room among columns', () => {
  const frame = createDataFrame({
    fields: [
      { name: 'a', values: [], config: { custom: { width: 100 } } },
      { name: 'b', values: [], config: { custom: { minWidth: 300 } } },
      { name: 'c', values: [] },
    ],
  });
  const widths = (room: number) => columnsOf(frame, [frame], room).map(({ width }) => width);
  expect(widths(900)).toEqual([100, 400, 400]);
  expect(widths(600)).toEqual([100, 300, 200]);
  expect(widths(200)).toEqual([100, 300, 40]);
});

describe('columns as wide as what is in them', () => {
  const LONG = 'a name that is longer than an equal share of the room';
  const frame = createDataFrame({
    fields: [
      { name: 'name', values: [LONG, 'b'] },
      { name: 'kind', values: ['c', 'd'] },
      { name: 'n', values: [1234567, 2], config: { unit: 'suffix: requests' } },
    ],
  });
  const widths = (room: number) => columnsOf(frame, [frame], room).map(({ width }) => width);

  it('cuts nothing where there is room', () => {
    const [name, kind, n] = widths(700);
    expect(name).toBeGreaterThan(700 / 3);
    expect(kind).toBe(n);
    expect(name! + kind! + n!).toBe(700);
  });

  it('cuts texts rather than figures where there is none', () => {
    const [name, , n] = widths(400);
    const [least, , same] = widths(100);
    expect(least).toBe(96);
    expect(name).toBeGreaterThan(96);
    expect(n).toBe(same);
    expect(widths(400).reduce((sum, width) => sum + width)).toBe(400);
  });
});
