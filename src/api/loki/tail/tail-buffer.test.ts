import { describe, expect, it } from 'vitest';
import { TailBuffer } from './tail-buffer.js';

const HOLD = 100;

interface Told {
  readonly streams: { readonly stream: { app: string }; readonly values: [string, string][] }[];
  readonly dropped_entries: { readonly labels: unknown; readonly timestamp: string }[];
}

class Buffer100 {
  readonly buffer: TailBuffer;

  constructor(maxSize = 1e6, categorize = false) {
    this.buffer = new TailBuffer({ holdMs: HOLD, maxSize: () => maxSize, categorize });
  }

  add(app: string, ns: number, now: number, line = 'x'): void {
    const entry = { ns: BigInt(ns), stream: JSON.stringify({ app }), value: JSON.stringify([String(ns), line]) };
    this.buffer.add(entry, now);
  }

  /** Streams with the times of their entries, frame by frame. */
  due(now: number): string[] {
    return this.frames(now).map(({ streams }) =>
      streams.map(({ stream, values }) => `${stream.app}:${values.map(([ns]) => ns).join()}`).join(' '),
    );
  }

  frames(now: number): Told[] {
    const frames: Told[] = [];
    for (let text = this.buffer.nextFrame(now); text !== undefined; text = this.buffer.nextFrame(now)) {
      frames.push(JSON.parse(text));
    }
    return frames;
  }
}

describe('a buffer', () => {
  it('holds entries back, and lets them go in order of time with what belongs before', () => {
    const buffer = new Buffer100();
    buffer.add('a', 10, 0);
    buffer.add('b', 7, 20);
    buffer.add('a', 8, 90);
    buffer.add('a', 11, 90);
    expect(buffer.due(99)).toEqual([]);
    expect(buffer.due(100)).toEqual(['b:7 a:8,10']);
    expect(buffer.due(100)).toEqual([]);
    expect(buffer.due(190)).toEqual(['a:11']);
  });

  it('keeps the order of arrival among equal times', () => {
    const buffer = new Buffer100();
    for (const app of ['a', 'b', 'a']) buffer.add(app, 5, 0);
    expect(buffer.due(100)).toEqual(['a:5 b:5 a:5']);
  });

  it('cuts frames', () => {
    const buffer = new Buffer100();
    for (let i = 0; i < 2_500; i++) buffer.add('a', i, 0);
    expect(buffer.frames(100).map(({ streams }) => streams[0]!.values.length)).toEqual([1000, 1000, 500]);
    for (let i = 0; i < 4; i++) buffer.add('a', i, 0, 'y'.repeat(200_000));
    expect(buffer.frames(100).map(({ streams }) => streams[0]!.values.length)).toEqual([2, 2]);
  });

  it('drops the oldest where there is no room, and tells which', () => {
    const buffer = new Buffer100(10_000);
    for (let i = 0; i < 11; i++) buffer.add('a', i, 0, 'z'.repeat(1_000));
    const [told] = buffer.frames(100);
    expect(told!.dropped_entries).toEqual([0, 1, 2].map((ns) => ({ labels: { app: 'a' }, timestamp: String(ns) })));
    expect(told!.streams[0]!.values.map(([ns]) => ns)).toEqual(['3', '4', '5', '6', '7', '8', '9', '10']);
  });

  it('of many drops tells the latest, a thousand at a time', () => {
    const buffer = new Buffer100();
    for (let i = 0; i < 50_000; i++) buffer.buffer.noteDropped('{}', BigInt(i));
    const told = buffer.frames(0).map(({ dropped_entries: dropped }) => dropped.map(({ timestamp }) => timestamp));
    expect(told.map(({ length }) => length)).toEqual(Array(10).fill(1000));
    expect([told[0]![0], told.at(-1)!.at(-1)]).toEqual(['40000', '49999']);
  });

  it('says that labels are categorized', () => {
    const buffer = new Buffer100(1e6, true);
    buffer.add('a', 1, 0);
    expect(buffer.frames(100)).toMatchObject([{ encodingFlags: ['categorize-labels'], dropped_entries: [] }]);
  });
});
