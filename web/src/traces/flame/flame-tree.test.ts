import { describe, expect, it } from 'vitest';
import { spanTree } from '../span-tree';
import { EXAMPLE } from '../testing/example-trace';
import { flameFrames, operationsOf, placeFrames } from './flame-tree';

const frames = flameFrames(spanTree(EXAMPLE));
const named = (name: string) => frames.find((frame) => frame.name === name)!;

describe('flame frames', () => {
  it('are one for the spans of one path', () => {
    expect(frames.map(({ name, spans }) => [name, spans])).toEqual([
      ['a', 1],
      ['b', 1],
      ['c', 2],
      ['d', 1],
      ['e', 1],
    ]);
    expect(named('c')).toMatchObject({ durationNs: 20e6, selfNs: 20e6, depth: 2 });
    expect(named('a').totalSelfNs).toBe(100e6);
  });

  it('are as wide as the self time below them', () => {
    const width = Object.fromEntries(placeFrames(frames, 'self', undefined).map((one) => [one.frame.name, one.width]));
    expect(width.a).toBeCloseTo(100 / 101, 6);
    expect(width.b).toBeCloseTo(50 / 101, 6);
    expect(width.c).toBeCloseTo(20 / 101, 6);
  });

  it('fill the width when one is chosen, with those that call it above', () => {
    const placed = placeFrames(frames, 'duration', named('b'));
    expect(placed.map(({ frame, left, width }) => [frame.name, left, width])).toEqual([
      ['a', 0, 1],
      ['b', 0, 1],
      ['c', 0, 0.4],
    ]);
  });
});

it('adds operations up over all paths', () => {
  expect(operationsOf(frames).find(({ name }) => name === 'c')).toEqual({
    service: 'stock',
    name: 'c',
    spans: 2,
    errors: 0,
    durationNs: 20e6,
    selfNs: 20e6,
  });
});
