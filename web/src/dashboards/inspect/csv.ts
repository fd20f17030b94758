import { type DataFrame, FieldType, toCSV } from '@grafana/data';

/** Frames as comma-separated values, one below the other with an empty line between them: numbers as they are, without units. */
export const csvOf = (frames: readonly DataFrame[]): string => frames.map((frame) => toCSV([plain(frame)])).join('\n');

/** Times are shown as times; what else a field shows would be no number any more. */
const plain = (frame: DataFrame): DataFrame => ({
  ...frame,
  fields: frame.fields.map(({ display, ...field }) => ({
    ...field,
    ...(field.type === FieldType.time && display && { display }),
  })),
});
