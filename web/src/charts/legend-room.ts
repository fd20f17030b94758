import { createContext } from 'react';

/** Height of a row of a legend, CSS px. */
const ROW = 24;
/** What a legend below a plot may have of the height of both. */
const SHARE = 0.35;

/** How many rows of a table a legend has room for that was meant to stand beside its plot and stands below it. */
export const LegendRoomContext = createContext<number>(Number.POSITIVE_INFINITY);

/** `height` is that of the whole chart, CSS px; one row is that of the head. */
export const rowsBelow = (height: number): number => Math.floor((height * SHARE) / ROW) - 1;
