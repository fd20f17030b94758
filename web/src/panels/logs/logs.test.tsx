// @vitest-environment happy-dom
import { createDataFrame, FieldType } from '@grafana/data';
import { beforeEach, expect, it, vi } from 'vitest';
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
