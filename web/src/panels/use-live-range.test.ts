// @vitest-environment happy-dom
import { dateTime, type TimeRange } from '@grafana/data';
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useLiveRange } from './use-live-range';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const HOUR_MS = 3_600_000;
const lastHour = (): TimeRange => ({
  from: dateTime(Date.now() - HOUR_MS),
  to: dateTime(),
  raw: { from: 'now-1h', to: 'now' },
});

const live = (range: TimeRange, isLive: boolean, width = 600) =>
  renderHook((props: { range: TimeRange }) => useLiveRange(props.range, { rangeNow: lastHour, isLive, width }), {
    initialProps: { range },
  });
const pass = (ms: number) => act(() => vi.advanceTimersByTime(ms));

it('moves a pixel at a time, and is the new one after a refresh', () => {
  const range = lastHour();
  const { result, rerender } = live(range, true);
  // A pixel of 600 is 6 s of an hour.
  pass(5_999);
  expect(result.current).toBe(range);
  pass(1);
  expect(result.current.to.valueOf() - range.to.valueOf()).toBe(6_000);
  expect(result.current.from.valueOf() - range.from.valueOf()).toBe(6_000);
  const next = lastHour();
  rerender({ range: next });
  expect(result.current).toBe(next);
});

it('stands still where the dashboard is not live', () => {
  const range = lastHour();
  const { result } = live(range, false);
  pass(60_000);
  expect(result.current).toBe(range);
});

it('draws at most four times a second', () => {
  const range = lastHour();
  const { result } = live(range, true, 1_000_000);
  pass(249);
  expect(result.current).toBe(range);
  pass(1);
  expect(result.current).not.toBe(range);
});
