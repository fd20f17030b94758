// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { callsOf, graphOf, merged } from './service-graph';

const sample = (client: string, server: string, value: number, connection_type = '') => ({
  labels: { client, server, ...(connection_type && { connection_type }) },
  value,
});
const PALETTE = { good: 'green', bad: 'red', line: 'grey' };

describe('the service graph', () => {
  const calls = callsOf({
    rate: [
      sample('shop', 'cart', 2),
      sample('shop', 'cart', 1, 'virtual_node'),
      sample('cart', 'postgres', 8, 'database'),
      sample('user', 'shop', 3, 'virtual_node'),
    ],
    failed: [sample('shop', 'cart', 1)],
    p95: [sample('shop', 'cart', 0.2), sample('cart', 'postgres', Number.NaN, 'database')],
    services: [],
  });

  it('has who calls whom, the most frequent first, and no latency where there is none', () => {
    expect(calls[0]).toEqual({
      client: 'cart',
      server: 'postgres',
      kind: 'database',
      rate: 8,
      failedRate: 0,
      p95: undefined,
    });
    expect(calls.find(({ p95 }) => p95 === 0.2)).toMatchObject({ client: 'shop', failedRate: 1 });
  });

  it('adds calls whose other end is missing to those that are whole', () => {
    expect(merged(calls).find(({ server }) => server === 'cart')).toMatchObject({ kind: '', rate: 3, failedRate: 1 });
  });

  it('links services, names the kind of what is none, and marks edges that fail', () => {
    const { nodes, edges } = graphOf(merged(calls), new Set(['shop', 'cart']), PALETTE, (path) => path);
    expect(nodes.find(({ id }) => id === 'cart')).toMatchObject({ href: '/services/cart' });
    expect(nodes.find(({ id }) => id === 'postgres')).toMatchObject({ subtitle: 'database' });
    expect(nodes.find(({ id }) => id === 'user')).toMatchObject({ subtitle: 'from outside' });
    expect(edges.find(({ target }) => target === 'cart')?.color).toBe('red');
    expect(edges.find(({ target }) => target === 'postgres')?.color).toBe('grey');
  });
});
