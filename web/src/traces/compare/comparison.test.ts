import { describe, expect, it } from 'vitest';
import { EXAMPLE, row } from '../testing/example-trace';
import { operationChanges } from './operation-changes';
import { markLeft, markRight, pathsOf } from './structure';
import type { TracePatch } from './trace-diff';

const span = (...path: number[]) => ({ path, service: 'shop', name: 'a' });

const PATCH: TracePatch = {
  stats: { matchedSpans: 4, modifiedSpans: 1, addedSpans: 1, removedSpans: 1 },
  modified: [
    {
      span: span(0, 0),
      changes: [{ op: 'modify', target: { type: 'field', name: 'duration_nanos' }, before: 20e6, after: 50e6 }],
    },
  ],
  added: [{ span: span(0, 0, 1) }],
  removed: [{ span: span(0, 1) }],
};

it('numbers spans by their places among siblings', () => {
  expect(pathsOf(EXAMPLE)).toEqual(['0', '0.0', '0.0.0', '0.0.1', '0.1', '1']);
});

describe('marks', () => {
  it('what the right trace lacks', () => {
    expect(markLeft(EXAMPLE, PATCH).map(({ mark }) => mark)).toEqual([
      'same',
      'same',
      'same',
      'same',
      'removed',
      'same',
    ]);
  });

  it('what is new and what has changed', () => {
    const marked = markRight(EXAMPLE, PATCH);
    expect(marked.map(({ mark }) => mark)).toEqual(['same', 'changed', 'same', 'added', 'same', 'same']);
    expect(marked[1]!.otherNs).toBe(20e6);
  });
});

it('adds up operations of both traces', () => {
  const changes = operationChanges(EXAMPLE, [
    row('c', 0, { service: 'stock', durationNs: 5e6, selfNs: 5e6 }),
    row('new', 1),
  ]);
  expect(changes.find(({ name }) => name === 'c')).toEqual({
    service: 'stock',
    name: 'c',
    leftSpans: 2,
    rightSpans: 1,
    leftNs: 20e6,
    rightNs: 5e6,
    leftSelfNs: 20e6,
    rightSelfNs: 5e6,
  });
  expect(changes.find(({ name }) => name === 'new')).toMatchObject({ leftSpans: 0, rightSpans: 1 });
});
