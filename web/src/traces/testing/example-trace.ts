import type { SpanRow, Trace } from '../trace';

/** A row as far as it is told; of `shop`, 10 ms long. */
export const row = (spanId: string, depth: number, more: Partial<SpanRow> = {}): SpanRow => ({
  spanId,
  parentId: '',
  depth,
  isOrphan: false,
  service: 'shop',
  name: spanId,
  kind: 'internal',
  status: 'unset',
  statusMessage: '',
  offsetNs: 0,
  durationNs: 10e6,
  selfNs: 10e6,
  criticalNs: 0,
  ...more,
});

/** An order: `a` calls `b` (which calls `c` twice over two rows) and `d`, which fails; `e` is a root of its own. */
export const EXAMPLE: readonly SpanRow[] = [
  row('a', 0, { durationNs: 100e6, selfNs: 20e6 }),
  row('b', 1, { offsetNs: 10e6, durationNs: 50e6, selfNs: 30e6, service: 'stock' }),
  row('c1', 2, { name: 'c', offsetNs: 20e6, service: 'stock' }),
  row('c2', 2, { name: 'c', offsetNs: 40e6, service: 'stock', criticalNs: 10e6 }),
  row('d', 1, { offsetNs: 70e6, durationNs: 30e6, selfNs: 30e6, status: 'error', statusMessage: 'Card declined' }),
  row('e', 0, { offsetNs: 5e6, isOrphan: true, parentId: 'gone', durationNs: 1e6, selfNs: 1e6 }),
];

export const exampleTrace = (spans: readonly SpanRow[] = EXAMPLE): Trace => ({
  traceId: '00000000000000000000000000000abc',
  rootService: 'shop',
  rootName: 'a',
  startNs: '1795292213459000000',
  durationNs: 100e6,
  spanCount: spans.length,
  errorCount: spans.filter(({ status }) => status === 'error').length,
  orphanCount: spans.filter(({ isOrphan }) => isOrphan).length,
  depth: 3,
  services: [
    { service: 'shop', spans: 3, errors: 1, selfNs: 51e6, criticalNs: 40e6 },
    { service: 'stock', spans: 3, errors: 0, selfNs: 50e6, criticalNs: 60e6 },
  ],
  criticalPath: [
    { spanId: 'a', offsetNs: 0, durationNs: 10e6 },
    { spanId: 'c2', offsetNs: 40e6, durationNs: 10e6 },
    { spanId: 'a', offsetNs: 60e6, durationNs: 10e6 },
  ],
  spans,
});
