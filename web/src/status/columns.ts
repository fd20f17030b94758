import type { Column } from '../controls/table/data-table';
import { shown } from '../format/quantity';

interface Sized {
  readonly bytes: number;
}

export const BYTES: Column<Sized> = {
  id: 'bytes',
  title: 'Bytes',
  isNumber: true,
  sortBy: ({ bytes }) => bytes,
  cell: ({ bytes }) => shown(bytes, 'bytes'),
};

/** Of so many bytes of all rows. */
export const shareOf = (all: number): Column<Sized> => ({
  id: 'share',
  title: 'Of all',
  isNumber: true,
  sortBy: ({ bytes }) => bytes,
  cell: ({ bytes }) => shown(bytes / Math.max(1, all), 'share'),
});
