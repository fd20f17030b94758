import { describe, expect, it } from 'vitest';
import { memoryIndex } from '../../../test/support/recording-writer.js';
import { logBatch, sampleBatch } from '../../../test/support/store-batches.js';
import { MS_PER_DAY } from '../../model/series.js';
import type { Journal } from './journal.js';
import { BatchWriter } from './writer.js';

const FIRST = 20_000;

function writer(): BatchWriter {
  const journal = {
    begin: async () => ({ name: 's', append: async () => undefined, remove: async () => undefined }),
  } as unknown as Journal;
  return new BatchWriter({
    indexes: {
      series: memoryIndex('__name__'),
      streams: memoryIndex('service_name'),
      resources: memoryIndex('resource.service.name'),
    },
    insert: async () => undefined,
    journal,
    maxQueueBytes: 1 << 30,
    now: () => 0,
    onRefused: () => undefined,
  });
}

const days = (first: number, count: number) => Array.from({ length: count }, (_, i) => FIRST + first + i);

describe('days of one request', () => {
  it('are bounded, whether or not the store knows their label sets', async () => {
    const one = writer();
    const write = (first: number, count: number) => {
      const samples = days(first, count).map((day) => [day * MS_PER_DAY, 1] as const);
      return one.write({ tenant: 't', samples: sampleBatch(one.indexes, [{ name: 'up', samples }], 't') });
    };
    await write(0, 1000);
    await write(1000, 1000);
    const tooMany = { code: 'invalid_argument', message: 'the request has rows of 2000 days; send at most 1000' };
    await expect(write(0, 2000)).rejects.toMatchObject(tooMany);
    await write(500, 1000);
    await one.stop();
  });

  it('lie in what the tables hold', async () => {
    const one = writer();
    const entries = [{ ns: (2n ** 63n / 1_000_000n) * 1_000_000n - 1n, line: 'x' }];
    const logs = logBatch(one.indexes, [{ labels: { app: 'a' }, entries }], 't');
    await expect(one.write({ tenant: 't', logs })).rejects.toMatchObject({ code: 'invalid_argument' });
    await one.stop();
  });
});
