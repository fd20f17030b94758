// @vitest-environment happy-dom
import { type DataFrame, FieldType, type StandardEditorProps } from '@grafana/data';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { XySeriesOptions } from './options';
import { SeriesEditor, withMember } from './series-editor';

afterEach(cleanup);

const FRAME: DataFrame = {
  fields: [
    { name: 'cpu', type: FieldType.number, config: {}, values: [1] },
    { name: 'host', type: FieldType.string, config: {}, values: ['a'] },
  ],
  length: 1,
};

function show(value: XySeriesOptions[] | undefined) {
  const onChange = vi.fn();
  const props = { value, onChange, context: { data: [FRAME] }, item: { name: 'Series' } };
  render(<SeriesEditor {...(props as unknown as StandardEditorProps<XySeriesOptions[] | undefined>)} />);
  return onChange;
}

it('adds, names and removes series', () => {
  const added = show(undefined);
  fireEvent.click(screen.getByRole('button', { name: 'Add series' }));
  expect(added).toHaveBeenCalledWith([{}]);
  cleanup();
  const x = { matcher: { id: 'byName', options: 'cpu' } };
  const changed = show([{ x }, {}]);
  fireEvent.change(screen.getAllByLabelText('Name')[0]!, { target: { value: 'Load' } });
  expect(changed).toHaveBeenLastCalledWith([{ x, name: { fixed: 'Load' } }, {}]);
  fireEvent.click(screen.getByRole('button', { name: 'Remove series 1' }));
  expect(changed).toHaveBeenLastCalledWith([{}]);
});

it('a member that is not chosen is none', () => {
  const series = { name: { fixed: 'a' }, frame: { matcher: { id: 'byIndex', options: 0 } } };
  expect(withMember(series, 'frame', undefined)).toEqual({ name: { fixed: 'a' } });
});
