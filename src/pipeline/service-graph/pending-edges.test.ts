import { describe, expect, it } from 'vitest';
import { EdgeSide } from './edge.js';
import { PendingEdges } from './pending-edges.js';

const TRACE = new Uint8Array(16).fill(7);

const idOf = (id: number): Uint8Array => new Uint8Array(new BigUint64Array([BigInt(id)]).buffer);

function add(pending: PendingEdges, id: number, nowMs = 0): boolean {
  pending.take('server', TRACE, 0, idOf(id), 0);
  return pending.add('client', Object.assign(new EdgeSide(), { service: String(id) }), nowMs);
}

const take = (pending: PendingEdges, id: number) => pending.take('client', TRACE, 0, idOf(id), 0)?.service;

describe('edges that wait', () => {
  it('are found by their ids, in any order, also when there are many', () => {
    const pending = new PendingEdges(1e6);
    const ids = Array.from({ length: 5_000 }, (_, i) => i + 1);
    for (const id of ids) expect(add(pending, id)).toBe(true);
    for (const id of ids.filter((other) => other % 3 === 0)) expect(take(pending, id)).toBe(String(id));
    for (const id of ids.filter((other) => other % 3 === 0)) expect(take(pending, id)).toBeUndefined();
    for (const id of ids.filter((other) => other % 3 === 0)) add(pending, id);
    for (const id of ids.toReversed()) expect(take(pending, id)).toBe(String(id));
    expect(pending.size).toBe(0);
  });

  it('expire oldest first', () => {
    const pending = new PendingEdges(1e6);
    for (let id = 1; id <= 6; id++) add(pending, id, id);
    take(pending, 1);
    take(pending, 3);
    const expired: string[] = [];
    const each = (_side: string, { service }: EdgeSide, traceIds: Uint8Array) =>
      expired.push(`${service} ${traceIds[0]}`);
    expect(pending.expire(4, 1, each)).toBe(true);
    expect(pending.expire(4, 1, each)).toBe(false);
    expect(expired).toEqual(['2 7', '4 7']);
    expect([take(pending, 5), take(pending, 6), pending.size]).toEqual(['5', '6', 0]);
  });

  it('are bounded', () => {
    const pending = new PendingEdges(1);
    expect([add(pending, 1), add(pending, 2)]).toEqual([true, false]);
    take(pending, 1);
    expect(add(pending, 2)).toBe(true);
  });
});
