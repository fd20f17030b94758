import { expect, it } from 'vitest';
import { storedSpan } from '../../../test/support/stored-span-batch.js';
import type { StoredSpan } from '../../model/stored-span.js';
import { withOwnIds } from './shared-ids.js';

const id = (n: number): Uint8Array => Buffer.from(n.toString(16).padStart(16, '0'), 'hex');
const span = (kind: number, own: number, parent: number): StoredSpan =>
  storedSpan({ kind, spanId: id(own), parentId: id(parent) });
const numbers = (spans: readonly StoredSpan[]) =>
  spans.map(({ spanId, parentId }) => [spanId, parentId].map((bytes) => Number(Buffer.from(bytes).readBigUInt64BE())));

it('gives the server’s side of a call an id of its own, below the client’s', async () => {
  const [server, client, internal] = [2, 3, 1];
  const spans = [span(client, 9, 5), span(server, 9, 5), span(internal, 1, 9), span(internal, 5, 0)];
  expect(numbers(await withOwnIds(spans))).toEqual([
    [9, 5],
    [2, 9],
    [1, 2],
    [5, 0],
  ]);
});

it('leaves spans alone that share no id', async () => {
  const spans = [span(3, 9, 5), span(2, 8, 9)];
  expect(await withOwnIds(spans)).toBe(spans);
});
