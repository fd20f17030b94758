// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { formatNs } from '../format/quantity';
import { sectionsBySpan } from './critical-path';
import { spanRecords } from './span-record';
import { spanTree } from './span-tree';
import { EXAMPLE, exampleTrace, row } from './testing/example-trace';
import { traceGraph } from './trace-graph';
import { attributeText, selectorText, valueText } from './traceql-text';
import { spanWarnings } from './warnings';

it('gives each span its sections of the critical path', () => {
  const sections = sectionsBySpan(exampleTrace());
  expect(sections.get('a')).toHaveLength(2);
  expect(sections.get('c2')).toEqual([{ spanId: 'c2', offsetNs: 40e6, durationNs: 10e6 }]);
});

describe('warnings', () => {
  const warned = (...spans: Parameters<typeof row>[]) => {
    const tree = spanTree(spans.map((span) => row(...span)));
    return spanWarnings(tree, spans.length - 1);
  };
  it('tell of clocks that differ', () => {
    expect(warned(['a', 0, { offsetNs: 5e6 }], ['b', 1, { service: 'stock', offsetNs: 2e6 }])).toEqual([
      'It starts 3 ms before its parent: the clocks of shop and stock differ.',
    ]);
  });
  it('tell of late children and missing parents', () => {
    expect(warned(['a', 0], ['b', 1, { offsetNs: 12e6 }])).toEqual(['It starts 2 ms after its parent ended.']);
    expect(spanWarnings(spanTree(EXAMPLE), 5)[0]).toContain('Its parent gone is missing');
    expect(spanWarnings(spanTree(EXAMPLE), 1)).toEqual([]);
  });
});

it('draws who calls whom between services', () => {
  const trace = exampleTrace();
  const { nodes, edges } = traceGraph(trace, spanTree(trace.spans), new Map([['shop', 'red']]));
  expect(nodes.map(({ id, secondaryStat }) => [id, secondaryStat])).toEqual([
    ['shop', '3 spans'],
    ['stock', '3 spans'],
  ]);
  expect(nodes[0]!.arcs).toEqual([{ name: 'errors', share: 1 / 3, color: 'var(--bad)' }]);
  expect(edges).toMatchObject([{ source: 'shop', target: 'stock', mainStat: '1 call', secondaryStat: '50 ms' }]);
});

it('reads spans of OTLP with what they share', () => {
  const [record] = spanRecords({
    trace: {
      resourceSpans: [
        {
          resource: { attributes: [{ key: 'service.name', value: { stringValue: 'shop' } }] },
          scopeSpans: [
            {
              scope: { name: 'http', version: '1' },
              spans: [
                {
                  spanId: 'Ud7mri325gE=',
                  startTimeUnixNano: '1795292213459000000',
                  attributes: [{ key: 'n', value: { intValue: '7' } }],
                  events: [{ timeUnixNano: '1795292213459000250', name: 'retry' }],
                },
              ],
            },
          ],
        },
      ],
    },
  });
  expect(record).toEqual({
    spanId: '51dee6ae2df6e601',
    attributes: { n: 7 },
    resource: { 'service.name': 'shop' },
    events: [{ name: 'retry', offsetNs: 250, attributes: {} }],
    links: [],
    scope: 'http 1',
    traceState: '',
  });
});

it('writes conditions as TraceQL has them', () => {
  expect(attributeText('span', 'http.route')).toBe('span.http.route');
  expect(attributeText('span', 'odd "name"')).toBe('span."odd \\"name\\""');
  expect([valueText('a"b'), valueText(5), valueText(true)]).toEqual(['"a\\"b"', '5', 'true']);
  expect(selectorText('a = 1', 'b = 2')).toBe('{ a = 1 && b = 2 }');
  expect(selectorText()).toBe('{ }');
});

it.each([
  [0, '0 ns'],
  [999, '999 ns'],
  [1500, '2 µs'],
  [97_148_756, '97.1 ms'],
])('shows %d ns as %s', (ns, text) => expect(formatNs(ns)).toBe(text));
