import { describe, expect, it } from 'vitest';
import { logFrame } from '../data/loki/log-frame';
import type { LokiQuery } from '../data/loki/query';
import { deduplicated } from './dedup';
import { LOG_FORMATS } from './download';
import { fieldStatistics } from './field-statistics';
import { levelOf } from './level';
import { commonLabels, type LogRow, rowsOf, traceIdOf } from './log-row';

const row = (line: string, labels: Record<string, string> = {}, ns = '1700000000000000000'): LogRow => ({
  id: `${ns} ${line}`,
  timeMs: Number(ns.slice(0, -6)),
  ns,
  line,
  labels,
  kinds: {},
  level: levelOf(labels),
});

it('reads the rows of a frame', () => {
  const query = { refId: 'A', expr: '{a="b"}', direction: 'backward' } as LokiQuery;
  const extra = { structuredMetadata: { detected_level: 'warning', trace_id: 'ab' } };
  const frame = logFrame([{ stream: { a: 'b' }, values: [['1700000000123456789', 'x', extra]] }], query, []);
  const [read] = rowsOf(frame);
  expect(read).toMatchObject({ ns: '1700000000123456789', timeMs: 1700000000123, line: 'x', level: 'warn' });
  expect(read!.kinds).toEqual({ a: 'I', detected_level: 'S', trace_id: 'S' });
  expect(traceIdOf(read!)).toBe('ab');
  expect(rowsOf({ length: 1, fields: [] })).toEqual([]);
});

it('finds the labels that all have', () => {
  expect(commonLabels([row('', { a: '1', b: '1' }), row('', { a: '1', b: '2' })])).toEqual({ a: '1' });
});

it.each([
  [{ detected_level: 'error', level: 'info' }, 'error'],
  [{ level: 'FATAL' }, 'critical'],
  [{ severity: '40' }, 'warn'],
  [{ level: 'loud' }, 'unknown'],
  [{}, 'unknown'],
])('the level of %j is %s', (labels, level) => {
  expect(levelOf(labels)).toBe(level);
});

describe('deduplication', () => {
  const rows = [
    'at 2026-11-21T10:00:00Z: 1',
    'at 2026-11-21T10:00:01Z: 1',
    'at 2026-11-21T10:00:02Z: 22',
    'on 2026-11-21T10:00:02X: b',
  ].map((line) => row(line));
  it.each([
    ['none', [0, 0, 0, 0]],
    ['exact', [1, 0, 0]],
    ['numbers', [2, 0]],
    ['signature', [3]],
  ] as const)('%s', (dedup, duplicates) => {
    expect(deduplicated(rows, dedup).map((one) => one.duplicates)).toEqual(duplicates);
  });
});

it('counts the values of labels and of fields of lines', () => {
  const rows = [row('{"a":1}', { s: 'x' }), row('{"a":1}', { s: 'y' }), row('{"a":2}', { s: 'x' }), row('no')];
  expect(fieldStatistics(rows, 's')).toMatchObject({
    distinct: 2,
    present: 3,
    total: 4,
    top: [{ value: 'x', count: 2 }, {}],
  });
  const { top } = fieldStatistics(rows, 'a');
  expect(top).toEqual([
    { value: '1', count: 2, share: 2 / 3 },
    { value: '2', count: 1, share: 1 / 3 },
  ]);
});

describe('downloads', () => {
  const rows = [row('=1+1, "x"\n\u001b[31mred', { app: 'shop' })];
  it('writes text without escape sequences', () => {
    expect(LOG_FORMATS.txt.write(rows)).toBe('2023-11-14T22:13:20.000Z\t=1+1, "x"\nred\n');
  });
  it('writes CSV without formulas', () => {
    expect(LOG_FORMATS.csv.write(rows)).toBe(
      'time,ns,line,app\r\n2023-11-14T22:13:20.000Z,1700000000000000000,"\'=1+1, ""x""\n\u001b[31mred",shop\r\n',
    );
  });
  it('writes JSON', () => {
    expect(JSON.parse(LOG_FORMATS.json.write(rows))).toEqual([
      { time: '2023-11-14T22:13:20.000Z', ns: rows[0]!.ns, line: rows[0]!.line, labels: { app: 'shop' } },
    ]);
  });
});
