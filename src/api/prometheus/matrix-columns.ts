import type { QueryAnswer } from '../../promql/answer.js';
import { ABSENT, type GridSeries, HISTOGRAM } from '../../vector/grid-series.js';
import { shortened } from './annotations.js';
import type { BytesAnswer } from './answer.js';
import { labelsText } from './value-text.js';

/**
 * A range query's answer with its values as doubles, ours: the text of a value costs more than to find it, for the server and
 * for a browser. After four bytes with the length of what follows comes that, JSON padded with spaces until values begin at a
 * multiple of 8:
 *
 *     {"status":"success","start":1700000000000,"step":15000,"series":[{"metric":{"job":"a"},"runs":[[0,100],[120,3]]}]}
 *
 * and, as in JSON, `warnings` and `infos`. `start` and `step` are in ms; a run is the index of its first step and how many steps
 * in a row have a value. Behind it stand the values of all runs of all series, in this order, as 64-bit floats. All numbers are
 * little-endian.
 */
const MATRIX_COLUMNS = 'application/vnd.quartet.matrix';

/** Whether an Accept header names the columns; nobody means them who does not. */
export const takesColumns = (accept: string | undefined): boolean => accept?.includes(MATRIX_COLUMNS) ?? false;

/** The answer as columns; undefined where it has no grid, or histograms, which they do not have. */
export function matrixColumns({ value, warnings, infos }: QueryAnswer): BytesAnswer | undefined {
  if (value.type !== 'grid') return undefined;
  const { grid, series } = value;
  if (series.some(({ kinds, histograms }) => histograms !== undefined && kinds.includes(HISTOGRAM))) return undefined;
  const runs = series.map(runsOf);
  const items = series.map(({ labels }, i) => `{"metric":${labelsText(labels)},"runs":${JSON.stringify(runs[i])}}`);
  const notes = JSON.stringify({ warnings: shortened(warnings, 'warning'), infos: shortened(infos, 'info') }).slice(1);
  return {
    contentType: MATRIX_COLUMNS,
    bytes: pieces(
      `{"status":"success","start":${grid.start},"step":${grid.step},"series":[${items.join(',')}],${notes}`,
      series,
      runs,
    ),
  };
}

type Run = readonly [first: number, count: number];

/** Where a series has values. */
function runsOf({ kinds }: GridSeries): Run[] {
  const runs: Run[] = [];
  for (let step = 0; step < kinds.length; ) {
    if (kinds[step] === ABSENT) {
      step++;
      continue;
    }
    const end = kinds.indexOf(ABSENT, step);
    const next = end < 0 ? kinds.length : end;
    runs.push([step, next - step]);
    step = next;
  }
  return runs;
}

const LENGTH_BYTES = 4;

function* pieces(head: string, series: readonly GridSeries[], runs: readonly (readonly Run[])[]): Generator<Buffer> {
  const text = Buffer.from(head);
  const size = Math.ceil((LENGTH_BYTES + text.length) / 8) * 8;
  const begin = Buffer.alloc(size, ' ');
  begin.writeUInt32LE(size - LENGTH_BYTES);
  text.copy(begin, LENGTH_BYTES);
  yield begin;
  for (const [i, { values }] of series.entries()) {
    for (const [first, count] of runs[i]!) {
      const { buffer, byteOffset, byteLength } = values.subarray(first, first + count);
      yield Buffer.from(buffer, byteOffset, byteLength);
    }
  }
}
