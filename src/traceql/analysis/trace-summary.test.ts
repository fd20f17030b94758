import { describe, expect, it } from 'vitest';
import { type SpanSketch, storedSpan } from '../../../test/support/stored-spans.js';
import { evaluatedTrace } from '../eval/trace.js';
import { analyzeTrace } from './trace-summary.js';

const analysis = (sketches: readonly SpanSketch[]) => analyzeTrace(evaluatedTrace(sketches.map(storedSpan)));

/** Sections of the critical path as `id start-end`. */
const path = (sketches: readonly SpanSketch[]): string[] =>
  analysis(sketches).criticalPath.map(({ span, startNs, endNs }) => `${span.name} ${startNs}-${endNs}`);

/** A span as `[id, parent, start, duration]`. */
const span = ([id, parent, start, duration]: readonly [string, string, number, number]): SpanSketch => ({
  id,
  parent,
  start,
  duration,
});

describe('critical path', () => {
  it.each<[name: string, spans: (readonly [string, string, number, number])[], sections: string[]]>([
    ['one span', [['a', '', 0, 10]], ['a 0-10']],
    [
      'children one after another, and the time between them',
      [
        ['a', '', 0, 100],
        ['b', 'a', 10, 20],
        ['c', 'a', 40, 50],
      ],
      ['a 0-10', 'b 10-30', 'a 30-40', 'c 40-90', 'a 90-100'],
    ],
    [
      'children at once: the one that ends last',
      [
        ['a', '', 0, 100],
        ['b', 'a', 10, 80],
        ['c', 'a', 10, 50],
      ],
      ['a 0-10', 'b 10-90', 'a 90-100'],
    ],
    [
      'a child that ends before the last one begins, and one that does not',
      [
        ['a', '', 0, 100],
        ['b', 'a', 0, 30],
        ['c', 'a', 20, 30],
        ['d', 'a', 40, 60],
      ],
      ['b 0-30', 'a 30-40', 'd 40-100'],
    ],
    [
      'a child beyond its parent counts within it',
      [
        ['a', '', 0, 50],
        ['b', 'a', 40, 100],
      ],
      ['a 0-40', 'b 40-50'],
    ],
    [
      'without a root',
      [
        ['a', 'f', 0, 10],
        ['b', 'f', 20, 10],
      ],
      ['a 0-10', 'b 20-30'],
    ],
    [
      'a cycle',
      [
        ['a', 'b', 0, 10],
        ['b', 'a', 2, 4],
      ],
      ['a 0-2', 'b 2-6', 'a 6-10'],
    ],
    ['its own parent', [['a', 'a', 0, 10]], ['a 0-10']],
    [
      'an id that comes twice',
      [
        ['a', '', 0, 10],
        ['b', 'a', 1, 2],
        ['b', 'a', 5, 2],
        ['c', 'b', 1, 1],
      ],
      ['a 0-1', 'c 1-2', 'b 2-3', 'a 3-5', 'b 5-7', 'a 7-10'],
    ],
    ['no time at all', [['a', '', 0, 0]], []],
  ])('%s', (_name, spans, sections) => {
    expect(path(spans.map(span))).toEqual(sections);
  });

  it('takes a chain of 5,000 spans and 20,000 siblings', () => {
    const chain = Array.from({ length: 5_000 }, (_, i) =>
      span([(i + 1).toString(16), i === 0 ? '' : i.toString(16), i, 10_000 - 2 * i]),
    );
    const deep = analysis(chain);
    expect(deep.depth).toBe(5_000);
    expect(deep.criticalPath).toHaveLength(9_999);
    const siblings = Array.from({ length: 20_000 }, (_, i) => span([(i + 2).toString(16), '1', i, 1]));
    expect(analysis([span(['1', '', 0, 20_000]), ...siblings]).criticalPath).toHaveLength(20_000);
  });
});

describe('trace analysis', () => {
  const failing: SpanSketch[] = [
    { id: '1', name: 'GET /', service: 'web', start: 0, duration: 100, status: 2 },
    { id: '2', parent: '1', name: 'query', service: 'db', start: 20, duration: 60, status: 2 },
    { id: '3', parent: '9', name: 'late', service: 'queue', start: 90, duration: 5 },
  ];

  it('shares time among services', () => {
    expect(analysis(failing).services).toEqual([
      { service: 'db', spans: 1, errors: 1, selfNs: 60, criticalNs: 60 },
      { service: 'web', spans: 1, errors: 1, selfNs: 40, criticalNs: 40 },
      { service: 'queue', spans: 1, errors: 0, selfNs: 5, criticalNs: 0 },
    ]);
  });

  it('tells where errors began', () => {
    expect(analysis(failing).errors.map(({ span, isOrigin }) => [span.span.name, isOrigin])).toEqual([
      ['query', true],
      ['GET /', false],
    ]);
  });

  it('counts what is not connected, and orders spans as a tree', () => {
    const { orphans, depth, spans, slowest } = analysis(failing);
    expect([orphans, depth]).toEqual([1, 2]);
    expect(spans.map(({ span, depth: level }) => `${level} ${span.name}`)).toEqual(['0 GET /', '1 query', '0 late']);
    expect(slowest.map(({ span }) => span.name)).toEqual(['query', 'GET /']);
  });
});
