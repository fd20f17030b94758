import type { DataFrame, DisplayValue, LinkModel } from '@grafana/data';
import type { Column } from '../columns';

/** What the content of a cell is drawn from. */
export interface CellProps {
  readonly frame: DataFrame;
  readonly column: Column;
  readonly row: number;
  readonly value: unknown;
  readonly display: DisplayValue;
  readonly text: string;
  readonly links: readonly LinkModel[];
  /** CSS px, without padding. */
  readonly width: number;
  readonly height: number;
  /** Where the page does something with a chosen value. */
  readonly onPick: (() => void) | undefined;
}
