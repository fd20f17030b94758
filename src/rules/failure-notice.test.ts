import { expect, it } from 'vitest';
import { FailureNotice } from './failure-notice.js';

it('tells of the first failure, then of those since every ten minutes', () => {
  const notice = new FailureNotice();
  const told = Array.from({ length: 25 }, (_, minute) => notice.failed(minute * 60_000));
  expect(told.flatMap((failures, minute) => (failures === undefined ? [] : [[minute, failures]]))).toEqual([
    [0, 1],
    [10, 10],
    [20, 10],
  ]);
});

it('tells of the end, and of the next failure at once', () => {
  const notice = new FailureNotice();
  expect(notice.succeeded()).toBe(false);
  notice.failed(0);
  notice.failed(1000);
  expect([notice.succeeded(), notice.succeeded()]).toEqual([true, false]);
  expect(notice.failed(2000)).toBe(1);
});
