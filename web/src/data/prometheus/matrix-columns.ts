import type { Labels } from '@grafana/data';
import { jsonOf } from '../../api/http';
import { type Answer, noticesOf, type QueryData, queryDataOf } from './answer';

const COLUMNS = 'application/vnd.quartet.matrix';

/** What a range query is asked for: values as doubles, which cost neither side a text; JSON where it has histograms. */
export const ACCEPT_RANGE = `${COLUMNS}, application/json;q=0.9`;

export interface ColumnSeries {
  readonly metric: Labels;
  /** ms since 1970, ascending; one array for all series that have the same. */
  readonly times: number[];
  readonly values: number[];
}

/** A range query's answer as columns. */
export interface MatrixColumns {
  readonly resultType: 'columns';
  readonly result: readonly ColumnSeries[];
}

interface Head {
  /** ms. */
  readonly start: number;
  readonly step: number;
  readonly series: readonly { readonly metric: Labels; readonly runs: readonly Run[] }[];
  readonly warnings: readonly string[];
  readonly infos: readonly string[];
}

/** Index of the first step, and how many steps in a row have a value. */
type Run = readonly [first: number, count: number];

/** A range query's answer in either form. */
export interface RangeAnswer<Data = QueryData | MatrixColumns> {
  readonly data: Data;
  readonly notices: readonly string[];
}

export async function readRange(response: Response): Promise<RangeAnswer> {
  if (response.headers.get('content-type')?.startsWith(COLUMNS)) return matrixColumns(await response.arrayBuffer());
  const answer = await jsonOf<Answer<unknown>>(response);
  return { data: queryDataOf(answer), notices: noticesOf(answer) };
}

/** The layout is told in the documentation, "The web UI", "Range queries as columns". Throws RangeError where it ends early. */
export function matrixColumns(buffer: ArrayBuffer): RangeAnswer<MatrixColumns> {
  const length = new DataView(buffer).getUint32(0, true);
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length))) as Head;
  let offset = 4 + length;
  const timesOf = timesByRuns(head);
  const result = head.series.map(({ metric, runs }): ColumnSeries => {
    const times = timesOf(runs);
    const values = plain(new Float64Array(buffer, offset, times.length));
    offset += times.length * Float64Array.BYTES_PER_ELEMENT;
    return { metric, times, values };
  });
  return { data: { resultType: 'columns', result }, notices: [...head.warnings, ...head.infos] };
}

/** Series of one query mostly have the same runs: they share their times, and joining them then costs nothing. */
function timesByRuns({ start, step }: Head): (runs: readonly Run[]) => number[] {
  const known = new Map<string, number[]>();
  return (runs) => {
    const key = runs.join(' ');
    const found = known.get(key);
    if (found !== undefined) return found;
    const times: number[] = [];
    for (const [first, count] of runs) {
      for (let i = first; i < first + count; i++) times.push(start + i * step);
    }
    known.set(key, times);
    return times;
  };
}

/** Fields of frames have arrays of their own: transformations ask whether they are arrays. */
function plain(values: Float64Array): number[] {
  const copy: number[] = [];
  for (let i = 0; i < values.length; i++) copy.push(values[i]!);
  return copy;
}
