// @vitest-environment happy-dom
import { createDataFrame, type DataFrame, FieldType } from '@grafana/data';
import { fireEvent } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { HOSTILE } from '../single-value/support/frames';
import { showPanel } from '../single-value/support/show-panel';

beforeEach(() => {
  // The list measures its scroller, which has no size without a layout.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(400);
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(22);
});

const lines = (refId: string, texts: readonly string[], from: number) =>
  createDataFrame({
    refId,
    fields: [
      { name: 'labels', type: FieldType.other, values: texts.map(() => ({ service: refId })) },
      { name: 'Time', type: FieldType.time, values: texts.map((_, i) => from + i * 10) },
      { name: 'Line', type: FieldType.string, values: [...texts] },
      { name: 'tsNs', type: FieldType.string, values: texts.map((_, i) => `${from + i * 10}000000`) },
      { name: 'id', type: FieldType.string, values: texts.map((_, i) => `${i}`) },
    ],
  });

const frames = [lines('A', ['first', 'third'], 1_795_288_710_000), lines('B', ['second'], 1_795_288_710_005)];

it.each([
  ['Descending', ['third', 'second', 'first']],
  ['Ascending', ['first', 'second', 'third']],
])('orders the lines of all queries: %s', async (sortOrder, expected) => {
  const { text, state } = await showPanel('logs', { frames, options: { sortOrder } });
  const found = text();
  const places = expected.map((line) => found.indexOf(line));
  expect(places.every((place, i) => place >= 0 && (i === 0 || place > places[i - 1]!))).toBe(true);
  expect(state()).toBe('done');
});

it('takes markup as text, and says that there are none', async () => {
  const { container, text } = await showPanel('logs', { frames: [lines('A', [HOSTILE], 1_795_288_710_000)] });
  expect(text()).toContain('<img src=x');
  expect(container.querySelector('img')).toBeNull();
  expect((await showPanel('logs', {})).text()).toBe('No log lines');
});

it('has its tools where they are asked for', async () => {
  const { getByRole } = await showPanel('logs', { frames, options: { showControls: true } });
  expect(getByRole('button', { name: 'Download' })).toBeDefined();
  expect(getByRole('button', { name: 'Wrap lines' }).getAttribute('aria-pressed')).toBe('false');
});

describe('infinite scrolling', () => {
  const START = 1_795_288_710_000;
  const cut = (frame: DataFrame): DataFrame => ({ ...frame, meta: { limit: 2, executedQueryString: '{a="b"}' } });
  const first = cut(lines('A', ['third', 'fourth'], START + 50));

  it('asks for what is older where the list ends, until there is no more', async () => {
    const further = cut(lines('A', ['first', 'second'], START + 20));
    const askRange = vi.fn(async (range) => ({ frames: [further], annotations: [], errors: [], notices: [], range }));
    askRange.mockImplementationOnce(async (range) => {
      const errors = [{ refId: 'A', message: 'the server is away' }];
      return { frames: [], annotations: [], errors: errors as never[], notices: [], range };
    });
    const { findByText, getByRole, text } = await showPanel('logs', {
      frames: [first],
      options: { enableInfiniteScrolling: true },
      askRange,
    });
    await findByText(/the server is away/);
    further.meta = {};
    fireEvent.click(getByRole('button', { name: 'Try again' }));
    await findByText('first');
    expect(text()).toContain('No more lines in this time');
    expect(askRange.mock.calls.map(([range]) => range.to.valueOf() - START)).toEqual([51, 51]);
  });

  it('does so above the list where the oldest come first, and when asked only', async () => {
    const further = lines('A', ['first', 'second'], START + 20);
    const askRange = vi.fn(async (range) => ({ frames: [further], annotations: [], errors: [], notices: [], range }));
    const { findByText, findByRole, getByRole } = await showPanel('logs', {
      frames: [first],
      options: { enableInfiniteScrolling: true, sortOrder: 'Ascending' },
      askRange,
    });
    expect(askRange).not.toHaveBeenCalled();
    fireEvent.click(getByRole('button', { name: 'Earlier lines' }));
    await findByText('first');
    await findByRole('button', { name: 'No earlier lines' });
  });

  it('is off unless asked for', async () => {
    const askRange = vi.fn();
    const { text } = await showPanel('logs', { frames: [first], askRange });
    expect(text()).not.toContain('more');
    expect(askRange).not.toHaveBeenCalled();
  });
});

it('leads to the lines around one where asked for', async () => {
  const shown = { frames, options: { showLogContextToggle: true } };
  const open = ({ getAllByRole }: Awaited<ReturnType<typeof showPanel>>) =>
    fireEvent.click(getAllByRole('button', { name: /^Details/ })[0]!);
  const drawn = await showPanel('logs', shown);
  open(drawn);
  expect(drawn.getByRole('button', { name: 'Context' })).toBeDefined();
  const without = await showPanel('logs', { frames });
  open(without);
  expect(without.queryByRole('button', { name: 'Context' })).toBeNull();
});
