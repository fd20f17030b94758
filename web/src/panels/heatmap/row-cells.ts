import { type DataFrame, type Field, FieldType, getFieldDisplayName } from '@grafana/data';
import { usualStep } from '../../charts/gaps';
import type { Cell, Cells } from './cells';
import type { HeatmapOptions } from './options';

/** Every number field is a row of cells: a bucket by its name (`le` of Prometheus), or any name. */
export function rowCells(frames: readonly DataFrame[], { rowsFrame }: HeatmapOptions): Cells | undefined {
  const rows = frames.flatMap((frame) => {
    const time = frame.fields.find(({ type }) => type === FieldType.time);
    if (time === undefined) return [];
    return frame.fields
      .filter(({ type }) => type === FieldType.number)
      .map((field) => ({ frame, field, times: time.values as number[], name: rowName(field, frame, frames) }));
  });
  if (rows.length === 0) return undefined;
  const areNumbers = rows.every(({ name }) => !Number.isNaN(boundOf(name)));
  const ordered = areNumbers ? rows.toSorted((a, b) => boundOf(a.name) - boundOf(b.name)) : rows;
  const cells: Cell[] = [];
  ordered.forEach(({ frame, field, times }, row) => {
    const step = usualStep(times) ?? 60_000;
    times.forEach((time, i) => {
      const count = field.values[i];
      if (typeof count !== 'number' || !Number.isFinite(count)) return;
      cells.push({ x0: time - step, x1: time, y0: row - 0.5, y1: row + 0.5, count, of: { frame, field, row: i } });
    });
  });
  const { layout = 'auto' } = rowsFrame ?? {};
  return {
    cells,
    names: ordered.map(({ name }) => name),
    layout: layout === 'auto' ? (areNumbers ? 'le' : 'unknown') : layout,
    yField: undefined,
    log: undefined,
  };
}

/** The bound of a bucket as its labels have it, else the name. */
const rowName = (field: Field, frame: DataFrame, frames: readonly DataFrame[]): string =>
  field.labels?.le ?? field.labels?.ge ?? getFieldDisplayName(field, frame, frames as DataFrame[]);

/** "+Inf", "0.5"; NaN for what is no number. */
export const boundOf = (name: string): number =>
  /^\+?inf$/i.test(name) ? Number.POSITIVE_INFINITY : name.trim() === '' ? Number.NaN : Number(name);
