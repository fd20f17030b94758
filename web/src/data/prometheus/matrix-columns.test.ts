import { describe, expect, it } from 'vitest';
import { matrixColumns, readRange } from './matrix-columns';

/** As the server writes it: the head's length, the head filled up to a multiple of 8, the values. */
function encoded(head: object, values: readonly number[]): ArrayBuffer {
  const text = new TextEncoder().encode(JSON.stringify({ warnings: [], infos: [], ...head }));
  const begin = Math.ceil((4 + text.length) / 8) * 8;
  const bytes = new Uint8Array(begin + values.length * 8).fill(0x20, 0, begin);
  new DataView(bytes.buffer).setUint32(0, begin - 4, true);
  bytes.set(text, 4);
  bytes.set(new Uint8Array(new Float64Array(values).buffer), begin);
  return bytes.buffer;
}

const GRID = { status: 'success', start: 1_000, step: 500 };

describe('columns of a range query', () => {
  it('give each series its times and values, over gaps', () => {
    const { data } = matrixColumns(
      encoded(
        {
          ...GRID,
          series: [
            { metric: { job: 'a' }, runs: [[0, 3]] },
            {
              metric: { job: 'b' },
              runs: [
                [1, 1],
                [4, 2],
              ],
            },
          ],
        },
        [1.5, Number.NaN, Number.POSITIVE_INFINITY, -0, 1e300, 7],
      ),
    );
    expect(data.result).toEqual([
      { metric: { job: 'a' }, times: [1_000, 1_500, 2_000], values: [1.5, Number.NaN, Number.POSITIVE_INFINITY] },
      { metric: { job: 'b' }, times: [1_500, 3_000, 3_500], values: [-0, 1e300, 7] },
    ]);
  });

  it('are one array of times for series that have the same', () => {
    const runs = [[0, 2]];
    const { data } = matrixColumns(
      encoded({ ...GRID, series: [0, 1].map((n) => ({ metric: { n: String(n) }, runs })) }, [1, 2, 3, 4]),
    );
    expect(data.result[0]!.times).toBe(data.result[1]!.times);
  });

  it('carry warnings and infos', () => {
    const { notices } = matrixColumns(encoded({ ...GRID, series: [], warnings: ['w'], infos: ['i'] }, []));
    expect(notices).toEqual(['w', 'i']);
  });

  it('that end early are refused', () => {
    const whole = encoded({ ...GRID, series: [{ metric: {}, runs: [[0, 3]] }] }, [1, 2, 3]);
    expect(() => matrixColumns(whole.slice(0, -8))).toThrow(RangeError);
  });
});

describe('readRange', () => {
  it('reads JSON where the server gave that', async () => {
    const answer = { status: 'success', data: { resultType: 'matrix', result: [] }, infos: ['i'] };
    const headers = { 'content-type': 'application/json' };
    const read = await readRange(new Response(JSON.stringify(answer), { headers }));
    expect(read).toEqual({ data: answer.data, notices: ['i'] });
  });

  it('reads columns', async () => {
    const headers = { 'content-type': 'application/vnd.quartet.matrix' };
    const body = encoded({ ...GRID, series: [{ metric: {}, runs: [[0, 1]] }] }, [4]);
    const { data } = await readRange(new Response(body, { headers }));
    expect(data).toEqual({ resultType: 'columns', result: [{ metric: {}, times: [1_000], values: [4] }] });
  });
});
