import { type DataFrame, toCSV } from '@grafana/data';

/** Frames as comma-separated values, one below the other with an empty line between them, as they are shown. */
export const csvOf = (frames: readonly DataFrame[]): string => frames.map((frame) => toCSV([frame])).join('\n');
