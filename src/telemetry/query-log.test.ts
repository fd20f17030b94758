import { expect, it } from 'vitest';
import { QueryLog } from './query-log.js';

const asked = (text: string) => ({ language: 'promql', kind: 'range', text, tenant: 'default' }) as const;

it('keeps the last 200 slow queries and those that run', () => {
  let now = 0;
  const log = new QueryLog({ thresholdMs: 10, now: () => now });
  log.begin(asked('quick'))({});
  expect(log.slow()).toEqual([]);
  for (let i = 0; i < 201; i++) {
    const end = log.begin(asked(`q${i}`));
    now += 10;
    end(i === 200 ? { error: Object.assign(new Error('too late'), { code: 'timeout' }) } : { read: { samples: i } });
    end({});
  }
  const stuck = log.begin(asked('x'.repeat(20_000)));
  expect(log.running()).toMatchObject([{ startedMs: now, text: 'x'.repeat(10_000) }]);
  stuck({});
  const slow = log.slow();
  expect(slow).toHaveLength(200);
  expect(slow[0]).toMatchObject({ text: 'q200', outcome: 'timeout', error: 'too late', durationMs: 10 });
  expect(slow.at(-1)).toMatchObject({ text: 'q1', outcome: 'ok', read: { samples: 1 } });
});
