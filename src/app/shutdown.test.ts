import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type SignalSource, stopOnSignals } from './shutdown.js';

/** A process whose signals are sent by hand. */
class DrivenProcess extends EventEmitter implements SignalSource {
  readonly exits: number[] = [];
  exit(code: number): void {
    this.exits.push(code);
  }
}

let driven: DrivenProcess;
let lines: string[];
let nowMs: number;

beforeEach(() => {
  vi.useFakeTimers();
  driven = new DrivenProcess();
  lines = [];
  nowMs = 0;
});

afterEach(() => {
  vi.useRealTimers();
});

function watch(stop: () => Promise<void>): void {
  stopOnSignals({ stop, log: (line) => lines.push(line), deadlineMs: 1000, process: driven, now: () => nowMs });
}

const never = () => new Promise<void>(() => undefined);

it.each(['SIGTERM', 'SIGINT'])('%s stops and exits with 0', async (signal) => {
  watch(async () => {});
  driven.emit(signal, signal);
  await vi.advanceTimersByTimeAsync(0);
  expect(driven.exits).toEqual([0]);
  expect(lines).toEqual([`${signal}: stopping; once more exits at once`, 'stopped']);
});

it.each([
  ['SIGTERM', 143],
  ['SIGINT', 130],
])('a second %s exits at once', (signal, code) => {
  watch(never);
  driven.emit(signal, signal);
  nowMs = 300;
  driven.emit(signal, signal);
  expect(driven.exits).toEqual([code]);
});

it('a Ctrl-C that npm passes on counts once', () => {
  watch(never);
  driven.emit('SIGINT', 'SIGINT');
  nowMs = 20;
  driven.emit('SIGINT', 'SIGINT');
  expect(driven.exits).toEqual([]);
});

it('exits with 1 after the deadline', async () => {
  watch(never);
  driven.emit('SIGTERM', 'SIGTERM');
  await vi.advanceTimersByTimeAsync(1000);
  expect(driven.exits).toEqual([1]);
  expect(lines.at(-1)).toBe('not everything stopped within 1 s; exiting all the same');
});

it('exits with 1 when stopping fails', async () => {
  watch(async () => {
    throw new Error('disk gone');
  });
  driven.emit('SIGTERM', 'SIGTERM');
  await vi.advanceTimersByTimeAsync(0);
  expect(driven.exits).toEqual([1]);
  expect(lines.at(-1)).toBe('stopping failed: disk gone');
});
