// @vitest-environment happy-dom
import { createDataFrame, FieldType } from '@grafana/data';
import { describe, expect, it, vi } from 'vitest';
import type { Exemplar } from '../../charts/exemplar-points';
import { cellLinks } from './cell-links';
import type { Cell } from './cells';

const frame = createDataFrame({
  fields: [
    { name: 'Time', type: FieldType.time, values: [60_000] },
    { name: '0.5', type: FieldType.number, values: [3] },
  ],
});
const field = frame.fields[1]!;
field.getLinks = ({ valueRowIndex }) => [
  { title: `row ${valueRowIndex}`, href: '/services/api', target: undefined, origin: field },
];
const cell: Cell = { x0: 0, x1: 60_000, y0: 0.5, y1: 1.5, count: 3, of: { frame, field, row: 0 } };

const exemplar = (time: number, value: number): Exemplar => ({
  key: `${time} ${value}`,
  time,
  value,
  labels: [],
  links: () => [{ title: 'View trace', href: `/trace/${value}` }],
});

/** Values up to 0.1 are in row 0, up to 0.5 in row 1. */
const place = {
  at: (value: number) => (value <= 0.1 ? 0 : value <= 0.5 ? 1 : 2),
  write: (value: number) => `${value} s`,
};

describe('cellLinks', () => {
  it('leads to the data links of its value, the traces of its exemplars and its time', () => {
    const exemplars = [
      exemplar(10_000, 0.2),
      exemplar(20_000, 0.4),
      exemplar(20_000, 0.05),
      exemplar(70_000, 0.3),
      exemplar(30_000, 0.45),
      exemplar(30_000, 0.11),
    ];
    const links = cellLinks(cell, { exemplars, place, onRange: () => {} });
    expect(links.map(({ title, href }) => [title, href])).toEqual([
      ['row 0', '/services/api'],
      ['View trace: 0.45 s', '/trace/0.45'],
      ['View trace: 0.4 s', '/trace/0.4'],
      ['View trace: 0.2 s', '/trace/0.2'],
      ['Zoom to this time', '/?from=-120000&to=180000'],
    ]);
  });

  it('sets the range where the page can stay, and leaves a new tab to the browser', () => {
    const onRange = vi.fn();
    const { of: _, ...counted } = cell;
    const [zoom] = cellLinks(counted, { exemplars: [], place, onRange });
    zoom!.onClick!(new MouseEvent('click', { ctrlKey: true }));
    expect(onRange).not.toHaveBeenCalled();
    const click = new MouseEvent('click', { cancelable: true });
    zoom!.onClick!(click);
    expect(click.defaultPrevented).toBe(true);
    expect(onRange).toHaveBeenCalledWith({ from: -120_000, to: 180_000 });
  });
});
