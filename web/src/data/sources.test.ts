import { describe, expect, it } from 'vitest';
import { type SourceRef, sourceOf } from './sources';

const CASES: readonly (readonly [SourceRef, string])[] = [
  [undefined, 'prometheus'],
  [null, 'prometheus'],
  ['default', 'prometheus'],
  ['Mimir', 'prometheus'],
  ['Loki', 'loki'],
  ['-- Mixed --', 'prometheus'],
  [{ type: 'datasource', uid: '-- Mixed --' }, 'prometheus'],
  [{ type: 'datasource', uid: 'grafana' }, 'grafana'],
  ['-- Grafana --', 'grafana'],
  [{ type: 'loki', uid: 'P8E80F9AEF21F6940' }, 'loki'],
  [{ uid: '$' + '{DS_LOKI}' }, 'loki'],
  [{ uid: '$datasource' }, 'prometheus'],
  [{ uid: 'my-tempo-prod' }, 'tempo'],
  [{ type: 'jaeger', uid: 'x' }, 'tempo'],
];

describe('sourceOf', () => {
  it.each(CASES)('takes %j for %s', (ref, type) => {
    expect(sourceOf(ref).type).toBe(type);
  });

  it('names what it does not have', () => {
    expect(() => sourceOf({ type: 'mysql', uid: 'x' })).toThrow('there is no data source of the type "mysql" here');
    expect(() => sourceOf('orders')).toThrow('there is no data source "orders" here');
  });
});
