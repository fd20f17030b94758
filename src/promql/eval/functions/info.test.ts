import { describe, expect, it } from 'vitest';
import { selectorOf, shown, vectorOf } from '../../../../test/support/promql-call.js';
import { labelsFrom } from '../../../model/labels.js';
import { MemoryReader, type MemorySeries } from '../../../rules/unit-test/memory-reader.js';
import type { Expression, NumberLiteral } from '../../ast.js';
import { INFO_FUNCTIONS } from './info.js';

const MINUTE = 60_000;
const POSITION = { start: 0, end: 0 };

/** A series with a sample at each of these minutes, which is also its value. */
const series = (labels: Record<string, string>, ...minutes: number[]): MemorySeries => ({
  labels: labelsFrom(Object.entries(labels)),
  ts: Float64Array.from(minutes, (minute) => minute * MINUTE),
  values: Float64Array.from(minutes),
});

const ONE = { job: 'api', instance: 'one' };
const TWO = { job: 'api', instance: 'two' };
const READER = new MemoryReader([
  series({ __name__: 'm', ...ONE }, 9, 10, 11, 12),
  series({ __name__: 'm', ...TWO }, 10, 12),
  series({ __name__: 'other', ...ONE, cluster: 'own' }, 10),
  series({ __name__: 'of_job', job: 'cron' }, 10),
  series({ __name__: 'of_nobody', a: '1' }, 10),
  series({ __name__: 'target_info', ...ONE, cluster: 'eu', version: '1' }, 9, 10, 11, 12),
  series({ __name__: 'target_info', ...TWO, cluster: 'us' }, 9, 10, 11, 12),
  series({ __name__: 'target_info', job: 'cron', cluster: 'ap' }, 9, 10, 11, 12),
  series({ __name__: 'target_info', cluster: 'nowhere' }, 9, 10, 11, 12),
  series({ __name__: 'build_info', ...ONE, version: '1.4' }, 8, 9, 10),
  series({ __name__: 'build_info', ...ONE, version: '1.5' }, 11, 12),
  series({ __name__: 'twin', ...ONE, side: 'left' }, 9),
  series({ __name__: 'twin', ...ONE, side: 'right' }, 9),
]);

async function info(base: Expression, matchers?: Record<string, string>) {
  const args = matchers === undefined ? [base] : [base, selectorOf(matchers)];
  const grid = { start: 10 * MINUTE, step: MINUTE, count: 3 };
  return shown(await vectorOf(INFO_FUNCTIONS, 'info', args, { grid, reader: READER }));
}

const M1 = { __name__: 'm', ...ONE };
const M2 = { __name__: 'm', ...TWO };
const m = selectorOf({ __name__: 'm' });
const m1 = selectorOf(M1);

describe('info', () => {
  it('adds the labels of target_info', async () => {
    expect(await info(m)).toEqual([
      [{ ...M1, cluster: 'eu', version: '1' }, 10, 11, 12],
      [{ ...M2, cluster: 'us' }, 10, 10, 12],
    ]);
  });

  it('adds those alone that are asked for, and leaves out what must have one and has none', async () => {
    expect(await info(m, { cluster: '=~.+' })).toEqual([
      [{ ...M1, cluster: 'eu' }, 10, 11, 12],
      [{ ...M2, cluster: 'us' }, 10, 10, 12],
    ]);
    expect(await info(m, { cluster: 'eu' })).toEqual([[{ ...M1, cluster: 'eu' }, 10, 11, 12]]);
    expect(await info(m, { none: '=~.+' })).toEqual([]);
  });

  it('keeps what need not have one as it is', async () => {
    expect(await info(m, { cluster: '!=eu' })).toEqual([
      [M1, 10, 11, 12],
      [{ ...M2, cluster: 'us' }, 10, 10, 12],
    ]);
  });

  it('follows an info series that changes, by its newest sample', async () => {
    expect(await info(m1, { __name__: 'build_info' })).toEqual([
      [{ ...M1, version: '1.4' }, 10, undefined, undefined],
      [{ ...M1, version: '1.5' }, undefined, 11, 12],
    ]);
  });

  it('joins by the identifying labels that there are', async () => {
    expect(await info(selectorOf({ __name__: '=~of_.+' }))).toEqual([
      [{ __name__: 'of_job', job: 'cron', cluster: 'ap' }, 10, 10, 10],
      [{ __name__: 'of_nobody', a: '1' }, 10, 10, 10],
    ]);
  });

  it("keeps the series' own labels, which are as good as those asked for", async () => {
    const own = { __name__: 'other', ...ONE, cluster: 'own' };
    expect(await info(selectorOf({ __name__: 'other' }))).toEqual([[{ ...own, version: '1' }, 10, 10, 10]]);
    expect(await info(selectorOf({ __name__: 'other' }), { cluster: '=~.+' })).toEqual([[own, 10, 10, 10]]);
  });

  it('leaves info series alone', async () => {
    const target = { __name__: 'target_info', ...TWO, cluster: 'us' };
    expect(await info(selectorOf(target), { none: '=~.+' })).toEqual([[target, 10, 11, 12]]);
  });

  it.each([
    ['=~(target|build)_info', 'conflicting label: version'],
    [
      'twin',
      'found duplicate series for info metric: ' +
        'existing {__name__="twin", instance="one", job="api", side="left"} @ 540000, ' +
        'new {__name__="twin", instance="one", job="api", side="right"} @ 540000',
    ],
  ])('fails with %s', async (name, message) => {
    await expect(info(m1, { __name__: name })).rejects.toMatchObject({ code: 'execution', message });
  });
});

describe('the times of info series', () => {
  const minutes = (value: number): NumberLiteral => ({
    kind: 'number-literal',
    value: value * 60,
    isDuration: true,
    position: POSITION,
  });
  const at = (minute: number): Expression => ({ ...m1, at: { kind: 'time', ms: minute * MINUTE } }) as Expression;
  const BUILD = { __name__: 'build_info' };

  it('are those of the selector', async () => {
    expect(await info({ ...m1, offset: minutes(1) } as Expression, BUILD)).toEqual([
      [{ ...M1, version: '1.4' }, 9, 10, undefined],
      [{ ...M1, version: '1.5' }, undefined, undefined, 11],
    ]);
    expect(await info(at(10), BUILD)).toEqual([[{ ...M1, version: '1.4' }, 10, 10, 10]]);
  });
});
