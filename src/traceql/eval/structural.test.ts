import { describe, expect, it } from 'vitest';
import { type SpanSketch, storedSpan } from '../../../test/support/stored-spans.js';
import type { StructuralOperator } from '../ast.js';
import type { EvaluatedSpan } from './span.js';
import { inOrder, related, unrelated } from './structural.js';
import { evaluatedTrace } from './trace.js';

/** 1 ─ 2 ─ 4, 5;  1 ─ 3 ─ 6;  a (another root);  b ─ c (their root is missing) */
const TREE: readonly SpanSketch[] = [
  { id: '1' },
  { id: '2', parent: '1' },
  { id: '3', parent: '1' },
  { id: '4', parent: '2' },
  { id: '5', parent: '2' },
  { id: '6', parent: '3' },
  { id: 'a' },
  { id: 'b', parent: 'ff' },
  { id: 'c', parent: 'b' },
];

const { spans } = evaluatedTrace(TREE.map(storedSpan));
const of = (names: string): readonly EvaluatedSpan[] => spans.filter(({ name }) => names.includes(name));
const names = (found: readonly EvaluatedSpan[]): string => found.map(({ name }) => name).join('');

const ALL = '123456abc';

describe('related', () => {
  it.each([
    ['>', '1', ALL, '23'],
    ['>', '2', ALL, '45'],
    ['>', '4', ALL, ''],
    ['>>', '1', ALL, '23456'],
    ['>>', '2', '1345', '45'],
    ['>>', '23', ALL, '456'],
    ['<', '45', ALL, '2'],
    ['<', '1', ALL, ''],
    ['<<', '6', ALL, '13'],
    ['<<', '46', ALL, '123'],
    ['~', '2', ALL, '3'],
    ['~', '45', ALL, '45'],
    ['~', '1', ALL, 'a'],
    ['>', 'b', ALL, ''],
    ['<<', 'c', ALL, ''],
  ] as const)('%s: %s among %s are %s', (op, left, right, found) => {
    expect(names(related(op as StructuralOperator, of(left), of(right), false))).toBe(found);
  });

  it.each([
    ['>', '12', '4', '24'],
    ['>>', '134', '6', '136'],
    ['<', '46', '3', '36'],
    ['~', '24', '3', '23'],
    ['>', '4', ALL, ''],
  ] as const)('&%s: %s and %s are %s', (op, left, right, found) => {
    expect(names(related(op as StructuralOperator, of(left), of(right), true))).toBe(found);
  });
});

it.each([
  ['>', '1', ALL, '1456abc'],
  ['>>', '2', ALL, '1236abc'],
  ['<<', '6', '123', '2'],
  ['~', '2', '123', '12'],
  ['>', '', '12', '12'],
] as const)('!%s: of %s and %s are %s', (op, left, right, found) => {
  expect(names(unrelated(op as StructuralOperator, of(left), of(right)))).toBe(found);
});

it('puts spans in order, each once', () => {
  expect(names(inOrder([...of('3'), ...of('13')]))).toBe('13');
});

describe('nested sets', () => {
  it('number spans depth first', () => {
    expect(of('1246').map(({ nestedSet }) => Object.values(nestedSet))).toEqual([
      [1, 12, -1],
      [2, 7, 1],
      [3, 4, 2],
      [9, 10, 8],
    ]);
    expect(of('b')[0]?.nestedSet).toEqual({ left: 0, right: 0, parent: 0 });
    expect(of('12b').map(({ childCount }) => childCount)).toEqual([2, 2, 1]);
  });

  it('stand cycles, spans that are their own parents, and chains of 100,000', () => {
    const loop = evaluatedTrace([
      storedSpan({ id: '1', parent: '2' }),
      storedSpan({ id: '2', parent: '1' }),
      storedSpan({ id: '3', parent: '3' }),
    ]);
    expect(loop.spans.map(({ nestedSet }) => nestedSet.left)).toEqual([0, 0, 0]);
    const chain = evaluatedTrace(
      Array.from({ length: 100_000 }, (_, i) =>
        storedSpan({ id: (i + 1).toString(16), ...(i > 0 && { parent: i.toString(16) }) }),
      ),
    );
    expect(chain.spans.at(-1)?.nestedSet).toEqual({ left: 100_000, right: 100_001, parent: 99_999 });
  });

  it('give children to the first of two spans that share an id', () => {
    const shared = evaluatedTrace([
      storedSpan({ id: '1' }),
      storedSpan({ id: '2', parent: '1', name: 'client', start: 2 }),
      storedSpan({ id: '2', parent: '1', name: 'server', start: 3 }),
      storedSpan({ id: '3', parent: '2', start: 4 }),
    ]);
    expect(shared.spans.map(({ nestedSet }) => [nestedSet.left, nestedSet.parent])).toEqual([
      [1, -1],
      [2, 1],
      [6, 1],
      [3, 2],
    ]);
  });
});
