import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TestServer } from '../support/server.js';

const OVERRIDES = `overrides:
  large: { global: { max_bytes_per_trace: 300 } }
  many: { ingestion: { max_traces_per_user: 1 } }
  long: { ingestion: { max_attribute_bytes: 10 } }
`;

let directory: string;
let server: TestServer;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'quartet-tempo-limits-'));
  const overrides = join(directory, 'overrides.yaml');
  const tempo = join(directory, 'tempo.yaml');
  writeFileSync(overrides, OVERRIDES);
  writeFileSync(
    tempo,
    `multitenancy_enabled: true
distributor: { max_attribute_bytes: 20 }
overrides: { per_tenant_override_config: ${overrides} }
`,
  );
  server = await TestServer.start({ args: ['--tempo-config', tempo] });
}, 60_000);

afterAll(async () => {
  await server?.remove();
  rmSync(directory, { recursive: true });
});

const LONG = 'x'.repeat(30);

/** Sends a span of each of these traces. */
async function send(tenant: string, traces: readonly number[]) {
  const startTimeUnixNano = String(BigInt(Date.now()) * 1_000_000n);
  const spans = traces.map((trace, i) => ({
    traceId: trace.toString(16).padStart(32, '0'),
    spanId: (trace * 100 + i + 1).toString(16).padStart(16, '0'),
    name: 'work',
    startTimeUnixNano,
    endTimeUnixNano: startTimeUnixNano,
    attributes: [{ key: 'sql', value: { stringValue: LONG } }],
  }));
  const resource = { attributes: [{ key: 'host', value: { stringValue: LONG } }] };
  const answer = await fetch(server.url('otlpHttp', '/v1/traces'), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-scope-orgid': tenant },
    body: JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ spans }] }] }),
  });
  return { status: answer.status, body: (await answer.json()) as unknown };
}

async function trace(tenant: string, id: number): Promise<string> {
  const headers = { 'x-scope-orgid': tenant };
  const answer = await fetch(server.url('tempo', `/api/traces/${id.toString(16)}`), { headers });
  return answer.status === 200 ? answer.text() : String(answer.status);
}

const spansIn = (text: string): number => text.split('"spanId"').length - 1;

it('spans beyond the limits of traces are told, counted and not stored', async () => {
  expect(await send('large', [1, 1])).toEqual({ status: 200, body: { partialSuccess: {} } });
  expect(await send('large', [1, 1, 2])).toEqual({
    status: 200,
    body: {
      partialSuccess: {
        rejectedSpans: '2',
        errorMessage: expect.stringMatching(
          /^TRACE_TOO_LARGE: max size of trace \(300\) exceeded while adding \d+ bytes to trace 0{31}1 for tenant large$/,
        ),
      },
    },
  });
  expect([spansIn(await trace('large', 1)), spansIn(await trace('large', 2))]).toEqual([2, 1]);

  expect(await send('many', [3, 4])).toMatchObject({
    status: 200,
    body: { partialSuccess: { rejectedSpans: '1', errorMessage: expect.stringContaining('LIVE_TRACES_EXCEEDED: ') } },
  });
  expect([spansIn(await trace('many', 3)), await trace('many', 4)]).toEqual([1, '404']);

  const metrics = await (await fetch(server.url('web', '/metrics'))).text();
  expect(metrics).toContain('tempo_discarded_spans_total{reason="trace_too_large",tenant="large"} 2');
  expect(metrics).toContain('tempo_discarded_spans_total{reason="live_traces_exceeded",tenant="many"} 1');
});

it('attributes are cut at the limit of the tenant, or at that of the distributor', async () => {
  for (const [tenant, bytes] of [
    ['long', 10],
    ['any', 20],
  ] as const) {
    await send(tenant, [5]);
    const text = await trace(tenant, 5);
    expect(text.match(/"x+"/g)).toEqual([`"${'x'.repeat(bytes)}"`, `"${'x'.repeat(bytes)}"`]);
  }
  const metrics = await (await fetch(server.url('web', '/metrics'))).text();
  expect(metrics).toContain('tempo_distributor_attributes_truncated_total{tenant="long",scope="resource"} 1');
  expect(metrics).toContain('tempo_distributor_attributes_truncated_total{tenant="long",scope="span"} 1');
});
