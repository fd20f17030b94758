import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { LogEntry } from '../../storage/interface.js';
import { StorePoll } from './store-poll.js';
import { TailQuery } from './tail-query.js';

const NS_PER_MS = 1_000_000n;

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

it('tells each entry that came after the first read once, late ones too, and goes on after an error', async () => {
  const stored: LogEntry[] = [];
  const store = (line: string, ageMs: number) =>
    stored.push({ labels: ['app', 'a'], ns: BigInt(Date.now() - ageMs) * NS_PER_MS, line, metadata: [] });
  let failures = 0;
  const poll = new StorePoll({
    reader: {
      scan: async function* (_tenant, { range }) {
        if (failures-- > 0) throw new Error('away');
        yield stored.filter(({ ns }) => ns >= range.start && ns < range.end).sort((a, b) => Number(a.ns - b.ns));
      },
    },
    limits: { timeoutMs: 1_000, maxMemory: 1 << 20 },
    now: Date.now,
    onError: (error) => lines.push(String(error)),
  });
  const lines: string[] = [];
  store('before', 500);
  const subscription = poll.subscribe('t', new TailQuery('{app="a"} != "hidden"'), {
    entry: ({ line }, turn) => lines.push(`${turn} ${line}`),
    missed: () => undefined,
  });
  await vi.advanceTimersByTimeAsync(10);
  expect(subscription.overlap).toBe(2);
  store('new', 0);
  store('hidden', 0);
  await vi.advanceTimersByTimeAsync(1_000);
  store('late', 20_000);
  store('too late', 40_000);
  failures = 1;
  await vi.advanceTimersByTimeAsync(3_000);
  subscription.end();
  store('after', 0);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(lines).toEqual(['2 new', 'Error: away', '4 late']);
});
