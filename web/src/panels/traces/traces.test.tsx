// @vitest-environment happy-dom
import { createDataFrame, FieldType } from '@grafana/data';
import { expect, it } from 'vitest';
import { showPanel } from '../single-value/support/show-panel';

const found = (ids: readonly unknown[]) =>
  createDataFrame({ fields: [{ name: 'traceID', type: FieldType.string, values: [...ids] }] });

it('lists several traces', async () => {
  const { getAllByRole, state } = await showPanel('traces', { frames: [found(['a1', 'b2', 'a1', null, ''])] });
  expect(getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual(['/trace/a1', '/trace/b2']);
  expect(state()).toBe('done');
});

it('says that there is none', async () => {
  const { text, state } = await showPanel('traces', { frames: [found([])] });
  expect([text(), state()]).toEqual(['No trace', 'empty']);
});
