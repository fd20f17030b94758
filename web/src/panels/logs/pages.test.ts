import { createDataFrame, dateTime, FieldType, type TimeRange } from '@grafana/data';
import { describe, expect, it } from 'vitest';
import { isJoined, nextRange, pageOf, sortedRows, wayOf } from './pages';

const rangeOf = (from: number, to: number): TimeRange => ({
  from: dateTime(from),
  to: dateTime(to),
  raw: { from: dateTime(from), to: dateTime(to) },
});
const BASE = 1_795_288_710_000;
const range = rangeOf(BASE, BASE + 100);

/** Lines at these ms after the base, of a query that may have `limit` of them. */
const lines = (refId: string, at: readonly number[], limit: number, direction = 'backward') =>
  createDataFrame({
    refId,
    meta: { limit, custom: { direction } },
    fields: [
      { name: 'Time', type: FieldType.time, values: at.map((ms) => BASE + ms) },
      { name: 'Line', type: FieldType.string, values: at.map((ms) => `${refId} at ${ms}`) },
      { name: 'tsNs', type: FieldType.string, values: at.map((ms) => `${BASE + ms}000000`) },
      { name: 'id', type: FieldType.string, values: at.map(String) },
    ],
  });

const bounds = (next: TimeRange | undefined) => next && [next.from.valueOf() - BASE, next.to.valueOf() - BASE];

describe('nextRange', () => {
  it.each([
    ['the oldest ms once more, as it may have further lines', [lines('A', [90, 80], 2)], [0, 81]],
    ['nothing where the query was not cut', [lines('A', [90, 80], 3)], undefined],
    ['from the query that reached least far', [lines('A', [90, 20], 2), lines('B', [99, 60], 2)], [0, 61]],
    ['without queries that are at their end', [lines('A', [90, 20], 2), lines('B', [99, 60], 9)], [0, 21]],
    ['up to lines that are all of the last ms', [lines('A', [99, 99], 2)], [0, 99]],
    ['nothing before the range', [lines('A', [0, 0], 2)], [0, 1]],
  ])('older: %s', (_, frames, expected) => {
    expect(wayOf(frames)).toBe('older');
    expect(bounds(nextRange(pageOf(frames, range), 'older', range))).toEqual(expected);
  });

  it('ends at the first ms of the range', () => {
    const page = pageOf([lines('A', [0, 0], 2)], rangeOf(BASE, BASE + 1));
    expect(nextRange(page, 'older', range)).toBeUndefined();
  });

  it('newer: begins at the newest ms, and after it where there is no other', () => {
    const frames = [lines('A', [0, 40], 2, 'forward')];
    expect(wayOf(frames)).toBe('newer');
    expect(bounds(nextRange(pageOf(frames, range), 'newer', range))).toEqual([40, 100]);
    const same = pageOf([lines('A', [40, 40], 2, 'forward')], rangeOf(BASE + 40, BASE + 100));
    expect(bounds(nextRange(same, 'newer', range))).toEqual([41, 100]);
  });
});

it('has the lines of overlapping pages once, and those of two queries both', () => {
  const pages = [
    pageOf([lines('A', [90, 80], 2), lines('B', [80], 2)], range),
    pageOf([lines('A', [80, 10], 2)], rangeOf(BASE, BASE + 81)),
  ];
  expect(sortedRows(pages, true, BASE).map(({ line }) => line)).toEqual(['A at 90', 'A at 80', 'B at 80', 'A at 10']);
  expect(sortedRows(pages, false, BASE + 50).map(({ line }) => line)).toEqual(['A at 80', 'B at 80', 'A at 90']);
});

it('tells lines of one id in one answer apart', () => {
  const twice = createDataFrame({ ...lines('A', [1, 2], 9), meta: {} });
  twice.fields.find(({ name }) => name === 'id')!.values = ['x', 'x'];
  expect(sortedRows([pageOf([twice], range)], true, BASE)).toHaveLength(2);
});

it('keeps further pages after a refresh as long as no line can lie between', () => {
  const before = [
    pageOf([lines('A', [90, 80], 2)], range),
    pageOf([lines('A', [80, 10], 2)], rangeOf(BASE, BASE + 81)),
  ];
  const later = rangeOf(BASE + 50, BASE + 150);
  const isKept = (at: readonly number[], limit: number) =>
    isJoined(pageOf([lines('A', at, limit)], later), before, 'older', later);
  expect([isKept([140, 99], 2), isKept([140, 110], 2), isKept([140, 110], 9)]).toEqual([true, false, true]);
});
