import type { AbsoluteTimeRange } from '@grafana/data';
import type { Exemplar } from '../../charts/exemplar-points';
import { fieldLinks } from '../../charts/field-links';
import type { TooltipLink } from '../../charts/tooltip';
import { zoomLink } from '../../charts/zoom-link';
import type { Cell } from './cells';
import type { YPlace } from './y-scale';

/** Exemplars of one cell whose links are shown: those of the greatest values. */
const MOST_EXEMPLARS = 3;

interface LinkContext {
  readonly exemplars: readonly Exemplar[];
  readonly place: Pick<YPlace, 'at' | 'write'>;
  readonly onRange: (range: AbsoluteTimeRange) => void;
}

/** Where a cell leads: its data links, the traces of its exemplars, and its time. */
export function cellLinks(cell: Cell, { exemplars, place, onRange }: LinkContext): TooltipLink[] {
  const { of, x0, x1 } = cell;
  const own = exemplars.filter(({ time, value }) => time > x0 && time <= x1 && isIn(cell, place.at(value)));
  const greatest = own.toSorted((a, b) => b.value - a.value).slice(0, MOST_EXEMPLARS);
  return [
    ...(of === undefined ? [] : fieldLinks(of.field, of.row)),
    ...greatest.flatMap(({ value, links }) =>
      links().map((link) => ({ ...link, title: `${link.title}: ${place.write(value)}` })),
    ),
    zoomLink({ from: x0, to: x1 }, onRange),
  ];
}

const isIn = ({ y0, y1 }: Cell, place: number): boolean => place >= y0 && place <= y1;
