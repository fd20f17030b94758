import { describe, expect, it } from 'vitest';
import { storedSpan } from '../../../test/support/stored-span-batch.js';
import type { StoredSpan } from '../../model/stored-span.js';
import { matchSpans, tracePatch } from './patch.js';
import { placedSpans } from './span-tree.js';
import { traceSummary } from './summary.js';

const MS = 1_000_000n;

interface Made {
  readonly name: string;
  readonly id: number;
  readonly parent?: number;
  readonly ms?: number;
  readonly status?: number;
  readonly attributes?: readonly string[];
}

const id = (n: number): Uint8Array => Buffer.from(n.toString(16).padStart(16, '0'), 'hex');

/** Spans one ms after another; 10 ms each where nothing is said. */
function compared(traceId: string, ...made: readonly Made[]) {
  const spans = made.map(
    ({ name, id: own, parent = 0, ms = 10, status = 0, attributes = [] }, i): StoredSpan =>
      storedSpan({
        traceId: Buffer.from(traceId.padStart(32, '0'), 'hex'),
        resource: ['resource.service.name', 'sshop'],
        name,
        spanId: id(own),
        parentId: id(parent),
        startNs: BigInt(i) * MS,
        durationNs: BigInt(ms) * MS,
        status,
        attributes,
      }),
  );
  return { traceId, spans: placedSpans(spans) };
}

function difference(base: ReturnType<typeof compared>, compare: ReturnType<typeof compared>) {
  const matches = matchSpans(base, compare);
  const patch = tracePatch(base, compare, matches);
  return { patch, summary: traceSummary({ base, compare }, matches, patch) };
}

describe('what differs between two traces', () => {
  it('is nothing where only ids and, a little, times differ', () => {
    const { patch, summary } = difference(
      compared('a', { name: 'root', id: 1 }, { name: 'child', id: 2, parent: 1, ms: 100 }),
      compared('b', { name: 'root', id: 8 }, { name: 'child', id: 9, parent: 8, ms: 110 }),
    );
    expect(patch.stats).toMatchObject({ matchedSpans: 2, modifiedSpans: 0, addedSpans: 0, removedSpans: 0 });
    expect(summary.trust).toEqual({ matchedSpanRatio: 1, structureOverlap: 1 });
  });

  it('names changed fields and attributes by path', () => {
    const { patch } = difference(
      compared('a', { name: 'root', id: 1 }, { name: 'child', id: 2, parent: 1, attributes: ['n', 'i1', 'old', 'bt'] }),
      compared(
        'b',
        { name: 'root', id: 1 },
        { name: 'child', id: 2, parent: 1, ms: 20, status: 2, attributes: ['n', 'i2', 'new', 'sx'] },
      ),
    );
    expect(patch.modified).toEqual([
      {
        span: { path: [0, 0], service: 'shop', name: 'child', kind: 'internal' },
        changes: [
          {
            op: 'modify',
            target: { type: 'field', name: 'duration_nanos' },
            before: 10_000_000,
            after: 20_000_000,
          },
          { op: 'modify', target: { type: 'field', name: 'status' }, before: 'unset', after: 'error' },
          { op: 'modify', target: { type: 'attribute', scope: 'span', key: 'n' }, before: 1, after: 2 },
          { op: 'add', target: { type: 'attribute', scope: 'span', key: 'new' }, after: 'x' },
          { op: 'remove', target: { type: 'attribute', scope: 'span', key: 'old' }, before: false },
        ],
      },
    ]);
  });

  it('tells what came and went, siblings of one name by their order', () => {
    const { patch, summary } = difference(
      compared('a', { name: 'root', id: 1 }, { name: 'get', id: 2, parent: 1 }, { name: 'old', id: 3, parent: 1 }),
      compared(
        'b',
        { name: 'root', id: 1 },
        { name: 'get', id: 2, parent: 1 },
        { name: 'get', id: 3, parent: 1, status: 2 },
      ),
    );
    expect(patch.added.map(({ target }) => target)).toEqual([{ type: 'span', parentPath: [0], index: 1 }]);
    expect(patch.removed.map(({ target }) => target)).toEqual([{ type: 'span', path: [0, 1] }]);
    expect(summary.signals).toMatchObject({ errors: 'increased', spanCount: 'unchanged', structure: 'changed' });
    expect(summary.services).toMatchObject([{ name: 'shop', added: 1, removed: 1, newErrors: 1 }]);
  });

  it('takes orphans for roots, and reaches spans that are each other’s parents', () => {
    const { spans } = compared(
      'a',
      { name: 'orphan', id: 1, parent: 9 },
      { name: 'x', id: 2, parent: 3 },
      { name: 'y', id: 3, parent: 2 },
    );
    expect(spans.map(({ span, path }) => [span.name, path])).toEqual([
      ['orphan', [0]],
      ['x', [1]],
      ['y', [1, 0]],
    ]);
  });
});
