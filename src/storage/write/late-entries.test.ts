import { describe, expect, it } from 'vitest';
import { Column64 } from '../../model/columns.js';
import { LateEntries } from './late-entries.js';

/** Rows as `stream:ns`; the answer is one digit a row. */
function marks(entries: LateEntries, rows: string): string {
  const id = new Column64();
  const ts = new Column64();
  for (const row of rows.split(' ')) {
    const [stream, ns] = row.split(':');
    id.appendBigInt(BigInt(stream!));
    ts.appendBigInt(BigInt.asUintN(64, BigInt(ns!)));
  }
  const late = new Uint8Array(id.rows);
  entries.mark({ id, ts, rows: id.rows }, late);
  return late.join('');
}

const WORD = 2n ** 32n;

describe('an entry is late unless it is newer than all of its stream', () => {
  it.each([
    ['ascending', undefined, '1:1 1:2 1:3', '000'],
    ['equal times', undefined, '1:1 1:1 1:2 1:2', '0101'],
    ['one that goes back', undefined, '1:5 1:3 1:4 1:6', '0110'],
    ['streams in turn', undefined, '1:5 2:3 1:6 2:3 2:4', '00010'],
    ['a new stream behind the newest of another', undefined, '1:50 2:3', '00'],
    ['a store that has entries', 10n, '1:10 1:11 2:9 2:12', '1010'],
    ['times before 1970', undefined, '1:-5 1:-6 1:-1 1:0', '0100'],
    ['a store whose newest is before 1970', -5n, '1:-5 1:-4 2:3', '100'],
    ['words that carry', undefined, `1:${WORD - 1n} 1:${WORD} 1:${WORD - 1n} 1:${WORD + 1n}`, '0010'],
    ['lower words that look negative', undefined, `1:${WORD / 2n - 1n} 1:${WORD / 2n} 1:${WORD / 2n - 1n}`, '001'],
    ['ids with the same lower word', undefined, `${WORD + 7n}:5 7:3 ${WORD + 7n}:4 7:4`, '0010'],
  ] as const)('%s', (_, newest, rows, expected) => {
    expect(marks(new LateEntries(newest, 100), rows)).toBe(expected);
  });

  it('goes on from one batch to the next', () => {
    const entries = new LateEntries(undefined, 100);
    expect(marks(entries, '1:1 1:5')).toBe('00');
    expect(marks(entries, '1:5 1:6')).toBe('10');
  });

  it('takes streams that it forgot for as new as the newest of all', () => {
    const entries = new LateEntries(undefined, 1000);
    const many = (first: number, ns: (i: number) => number) =>
      Array.from({ length: 1000 }, (_, i) => `${first + i}:${ns(i)}`).join(' ');
    const none = '0'.repeat(1000);
    expect(
      marks(
        entries,
        many(1, () => 5),
      ),
    ).toBe(none);
    expect(
      marks(
        entries,
        many(1, () => 6),
      ),
    ).toBe(none);
    expect(
      marks(
        entries,
        many(5001, (i) => 7 + i),
      ),
    ).toBe(none);
    // The 1025th stream took the place of all, when the newest entry was 30.
    expect(marks(entries, '1:7 1:30 1:31')).toBe('110');
  });
});

describe('the newest time', () => {
  it('is that of the stream, or of the store where the stream is not known', () => {
    const entries = new LateEntries(-7n, 100);
    expect([1n, 2n].map((id) => entries.newestOf(id))).toEqual([-7n, -7n]);
    marks(entries, `1:5 2:${WORD + 3n} 1:4`);
    expect([1n, 2n, 3n].map((id) => entries.newestOf(id))).toEqual([5n, WORD + 3n, -7n]);
  });
});
