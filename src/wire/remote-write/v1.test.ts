import { describe, expect, it } from 'vitest';
import { sampleRows } from '../../../test/support/metric-rows.js';
import { memoryIndex } from '../../../test/support/recording-writer.js';
import { encodeV1 } from '../../../test/support/remote-write-messages.js';
import { WriteRequestDecoder } from './v1.js';

const T = 1_795_168_800_000;

describe('remote write 1.0 alone', () => {
  it('keeps metadata', () => {
    const decoder = new WriteRequestDecoder({ series: memoryIndex('__name__') });
    const body = encodeV1([], [{ type: 1, metricFamilyName: 'reqs', help: 'Requests.', unit: 's' }]);
    expect(decoder.decode(body, 't').batch()?.metadata).toEqual([
      { family: 'reqs', type: 'counter', help: 'Requests.', unit: 's' },
    ]);
  });

  it('reads labels that stand behind the samples', () => {
    const series = memoryIndex('__name__');
    const decoder = new WriteRequestDecoder({ series });
    const label = (name: string) => encodeV1([{ labels: { [name]: 'v' } }]).subarray(2);
    const sample = encodeV1([{ labels: {}, samples: [{ value: 3, timestamp: T }] }]).subarray(2);
    for (const parts of [
      [sample, label('__name__')],
      [label('__name__'), sample, label('a')],
      [label('__name__'), sample],
    ]) {
      const message = Buffer.concat(parts);
      const outcome = decoder.decode(Buffer.concat([Buffer.from([0x0a, message.length]), message]), 't');
      expect(sampleRows(outcome.batch(), series.refs)).toMatchObject([{ value: 3, ms: T }]);
    }
    expect([...series.refs.values()].map((ref) => ref.labels)).toEqual([
      ['__name__', 'v'],
      ['__name__', 'v', 'a', 'v'],
    ]);
  });
});
