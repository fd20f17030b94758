import { expect, it } from 'vitest';
import { Metrics } from './metrics.js';

it("counts what receivers took and refused by transport under the Collector's names", async () => {
  const metrics = new Metrics('1.0.0');
  metrics.accepted({ dialect: 'otlp', transport: 'grpc' }, 'traces', 'acme', 3, 100);
  metrics.accepted({ dialect: 'otlp', transport: 'http' }, 'traces', 'acme', 2, 50);
  metrics.refused({ dialect: 'jaeger', transport: 'grpc' }, 'traces', 'acme', 1, 'invalid');
  const text = await metrics.registry.metrics();
  expect(text).toContain('otelcol_receiver_accepted_spans{receiver="otlp",transport="grpc"} 3\n');
  expect(text).toContain('otelcol_receiver_accepted_spans{receiver="otlp",transport="http"} 2\n');
  expect(text).toContain('otelcol_receiver_refused_spans{receiver="jaeger",transport="grpc"} 1\n');
  expect(text).toContain('tempo_distributor_spans_received_total{tenant="acme"} 5\n');
});
