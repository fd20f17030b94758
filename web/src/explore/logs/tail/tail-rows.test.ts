import { expect, it } from 'vitest';
import { EMPTY_TAIL, MOST_LIVE, resumed, withMessages } from './tail-rows';

const message = (...values: (readonly [string, string])[]) => ({ streams: [{ stream: { a: 'b' }, values }] });
const at = (ms: number): string => `${1_700_000_000_000 + ms}000000`;
const linesOf = ({ rows }: { rows: readonly { line: string }[] }) => rows.map(({ line }) => line);

it('adds lines in the order of their time, each with an id of its own', () => {
  let state = withMessages(EMPTY_TAIL, [message([at(1), 'a'], [at(3), 'c'])], false);
  state = withMessages(state, [message([at(2), 'b']), message([at(3), 'c'])], false);
  expect(linesOf(state)).toEqual(['a', 'b', 'c', 'c']);
  expect(new Set(state.rows.map(({ id }) => id)).size).toBe(4);
});

it('holds what comes while paused, and shows it afterwards', () => {
  const paused = withMessages(withMessages(EMPTY_TAIL, [message([at(1), 'a'])], false), [message([at(2), 'b'])], true);
  expect(linesOf(paused)).toEqual(['a']);
  expect(paused.held).toHaveLength(1);
  expect(linesOf(resumed(paused))).toEqual(['a', 'b']);
});

it('is bounded and says what it has let go', () => {
  const many = message(...Array.from({ length: MOST_LIVE + 5 }, (_, index) => [at(index), String(index)] as const));
  expect(linesOf(withMessages(EMPTY_TAIL, [many], false)).slice(0, 1)).toEqual(['5']);
  const paused = withMessages(EMPTY_TAIL, [many], true);
  expect([paused.held.length, paused.droppedHeld]).toEqual([MOST_LIVE, 5]);
});

it('counts what the server has dropped', () => {
  const state = withMessages(EMPTY_TAIL, [{ streams: null, dropped_entries: [{}, {}] }], false);
  expect(state).toMatchObject({ droppedByServer: 2, rows: [] });
});
