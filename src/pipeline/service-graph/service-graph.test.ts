import { describe, expect, it } from 'vitest';
import { START_MS, type TestSpan, TraceMetricsBench } from '../../../test/support/trace-metrics.js';
import type { ServiceGraphSettings } from '../../model/trace-metric-settings.js';

const SERVER = 2;
const CLIENT = 3;
const PRODUCER = 4;
const CONSUMER = 5;
const STATUS_ERROR = 2;

const bench = (serviceGraph: Partial<ServiceGraphSettings> = {}) =>
  new TraceMetricsBench({ serviceGraph, spanMetrics: { enabled: false } });

const COUNTS = /_(request_total|failed_total|unpaired_spans_total|dropped_spans_total)$/;
const lines = (made: TraceMetricsBench) =>
  made
    .collect()
    .lines(COUNTS)
    .map((line) => line.replace('traces_service_graph_', ''));

const call: TestSpan = { service: 'web', kind: CLIENT, id: 1, parent: 9, seconds: 0.3 };
const served: TestSpan = { service: 'shop', kind: SERVER, id: 2, parent: 1, seconds: 0.2 };
const PAIRED = ['request_total{client="web",server="shop"} 1'];

describe('the service graph', () => {
  it('pairs the sides of a request, whichever comes first', () => {
    expect(lines(bench().take(call, served))).toEqual(PAIRED);
    expect(lines(bench().take(served, call))).toEqual(PAIRED);
    expect(lines(bench().take(served).wait(9).take(call))).toEqual(PAIRED);
    expect(lines(bench().take(call).wait(9).take(served))).toEqual(PAIRED);
  });

  it('gives up on the other side after the wait', () => {
    const made = bench().take(call).wait(10).take(served);
    expect(lines(made)).toEqual(['unpaired_spans_total{client="web"} 1']);
    expect(lines(made.wait(10))).toEqual([
      'unpaired_spans_total{client="web"} 1',
      'unpaired_spans_total{server="shop"} 1',
    ]);
    expect(made.metrics.graph).toMatchObject({ unpaired: 2, waiting: 0 });
  });

  it('does not take spans of different traces for one request, nor those of one side', () => {
    const made = bench()
      .take(call, { ...served, trace: 2 }, call)
      .wait(10);
    expect(lines(made)).toEqual(['unpaired_spans_total{client="web"} 2', 'unpaired_spans_total{server="shop"} 1']);
  });

  it('has the durations that each side saw, with the trace', () => {
    const made = bench({ histogramBuckets: [1] })
      .take(call, served)
      .wait(15)
      .collect();
    expect(made.lines(/_seconds_(sum|count)/)).toEqual([
      'traces_service_graph_request_client_seconds_count{client="web",server="shop"} 1',
      'traces_service_graph_request_client_seconds_sum{client="web",server="shop"} 0.3',
      'traces_service_graph_request_server_seconds_count{client="web",server="shop"} 1',
      'traces_service_graph_request_server_seconds_sum{client="web",server="shop"} 0.2',
    ]);
    expect(made.exemplars.map(({ series, value, ms, labels }) => [series.__name__, value, ms, labels])).toEqual([
      ['traces_service_graph_request_server_seconds_bucket', 0.2, START_MS, { traceID: `${'0'.repeat(31)}1` }],
      ['traces_service_graph_request_client_seconds_bucket', 0.3, START_MS, { traceID: `${'0'.repeat(31)}1` }],
    ]);
  });

  it.each([
    ['the client', STATUS_ERROR, 0],
    ['the server', 0, STATUS_ERROR],
  ])('counts a request as failed when %s says so', (_who, clientStatus, serverStatus) => {
    const made = bench().take({ ...call, status: clientStatus }, { ...served, status: serverStatus });
    expect(lines(made)).toEqual(['request_failed_total{client="web",server="shop"} 1', ...PAIRED]);
  });

  it('knows messaging systems', () => {
    const sent: TestSpan = { ...call, kind: PRODUCER, seconds: 0.1, endedAgo: 5 };
    const made = bench({ messagingSystemLatency: true, histogramBuckets: [1] }).take(sent, {
      ...served,
      kind: CONSUMER,
      seconds: 1,
    });
    expect(
      made
        .wait(1)
        .collect()
        .lines(/request_total|messaging_system_seconds_sum/),
    ).toEqual([
      'traces_service_graph_request_messaging_system_seconds_sum{client="web",connection_type="messaging_system",server="shop"} 4',
      'traces_service_graph_request_total{client="web",connection_type="messaging_system",server="shop"} 1',
    ]);
  });

  const nodes: readonly [title: string, span: TestSpan, line: string][] = [
    [
      'a root',
      { ...served, parent: 0 },
      'client="user",connection_type="virtual_node",server="shop",virtual_node="client"',
    ],
    [
      'a consumer without a producer',
      { ...served, parent: 0, kind: CONSUMER },
      'client="user",connection_type="virtual_node",server="shop",virtual_node="client"',
    ],
    [
      'a root that names its peer',
      { ...served, parent: 0, attributes: ['peer.service', 'scron'] },
      'client="cron",connection_type="virtual_node",server="shop",virtual_node="client"',
    ],
    [
      'a peer outside',
      { ...call, attributes: ['peer.service', 'sbank'] },
      'client="web",connection_type="virtual_node",server="bank",virtual_node="server"',
    ],
    [
      'a database by its name',
      { ...call, attributes: ['db.name', 'sorders', 'db.system', 'spg'] },
      'client="web",connection_type="database",server="orders"',
    ],
    [
      'a database by its address',
      { ...call, attributes: ['db.system', 'spg', 'db.namespace', 'sorders', 'server.address', 'spg-1'] },
      'client="web",connection_type="database",server="pg-1"',
    ],
    [
      'a database by its address and port',
      { ...call, attributes: ['db.system', 'spg', 'network.peer.address', 's10.0.0.1', 'network.peer.port', 'i5432'] },
      'client="web",connection_type="database",server="10.0.0.1:5432"',
    ],
    [
      'a database by its peer',
      { ...call, attributes: ['db.system', 'spg', 'server.address', 'spg-1', 'peer.service', 'sstore'] },
      'client="web",connection_type="database",server="store"',
    ],
    [
      'a database of which the system alone is known',
      { ...call, attributes: ['db.system.name', 'sredis'] },
      'client="web",connection_type="database",server="redis"',
    ],
  ];

  it.each(nodes)('knows %s', (_title, span, labels) => {
    const made = bench({ virtualNodeLabel: true }).take(span).wait(10);
    expect(lines(made)).toEqual([`request_total{${labels}} 1`]);
  });

  it('prefers the span of a peer that sends spans', () => {
    expect(
      lines(
        bench()
          .take({ ...call, attributes: ['peer.service', 'sbank'] }, served)
          .wait(10),
      ),
    ).toEqual(PAIRED);
  });

  it('drops what finds no room', () => {
    const made = bench({ maxItems: 2 }).take({ ...call, id: 1 }, { ...call, id: 2 }, { ...call, id: 3 });
    expect(lines(made)).toEqual(['dropped_spans_total{client="web"} 1']);
    // Both of those that waited still find their other side.
    expect(lines(made.take({ ...served, parent: 1 }, { ...served, parent: 2 }))).toEqual([
      'dropped_spans_total{client="web"} 1',
      'request_total{client="web",server="shop"} 2',
    ]);
  });

  const zoned = [
    { ...call, attributes: ['zone', 'sa'] },
    { ...served, attributes: ['zone', 'sb'] },
  ] as const;

  it('has dimensions of either side, or of both', () => {
    expect(lines(bench({ dimensions: ['zone'], clientServerPrefix: true }).take(...zoned))).toEqual([
      'request_total{client="web",client_zone="a",server="shop",server_zone="b"} 1',
    ]);
    expect(lines(bench({ dimensions: ['zone'] }).take(...zoned))).toEqual([
      'request_total{client="web",server="shop",zone="b"} 1',
    ]);
  });

  it('leaves spans of other kinds alone', () => {
    const made = bench().take({ kind: 0 }, { kind: 1 }).wait(10);
    expect(lines(made)).toEqual([]);
    expect(made.metrics.isIdle).toBe(true);
  });
});
