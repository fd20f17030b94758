import type { Pages } from './pages.js';

/** Would run where it were taken for HTML: `window.hostile` is what it does. */
export const HOSTILE =
  '<img src=x onerror="window.hostile=1"><script>window.hostile=1</script><b id="hostile" onclick="hostile=1">${x}</b>';

export const HOSTILE_TRACE = `bad${Date.now().toString(16).padStart(29, '0')}`;

/** Its parent begins this much later, as a machine whose clock is behind tells it. s */
export const SKEW_S = 5;

const attribute = (key: string, stringValue: string) => ({ key, value: { stringValue } });
const RESOURCE = { attributes: [attribute('service.name', 'hostile')] };

/** Sends a gauge, a log line and a trace whose labels, text and names are `HOSTILE`. Times: s. */
export async function sendHostileTelemetry(pages: Pages, now: number): Promise<void> {
  const attributes = [attribute('path', HOSTILE)];
  const nanos = (seconds: number) => `${seconds}000000000`;
  const gauge = { dataPoints: [{ asDouble: 1, timeUnixNano: nanos(now), attributes }] };
  await pages.post(
    '/v1/metrics',
    {
      resourceMetrics: [{ resource: RESOURCE, scopeMetrics: [{ metrics: [{ name: 'hostile_gauge', gauge }] }] }],
    },
    'otlpHttp',
  );
  await pages.post(
    '/loki/api/v1/push',
    { streams: [{ stream: { service_name: 'hostile', path: HOSTILE }, values: [[nanos(now), HOSTILE]] }] },
    'loki',
  );
  const span = (spanId: string, parentSpanId: string, start: number) => ({
    traceId: HOSTILE_TRACE,
    spanId,
    parentSpanId,
    name: HOSTILE,
    kind: 1,
    startTimeUnixNano: nanos(start),
    endTimeUnixNano: nanos(start + 1),
    attributes,
  });
  const spans = [span('00000000000000a1', '', now), span('00000000000000a2', '00000000000000a1', now - SKEW_S)];
  await pages.post('/v1/traces', { resourceSpans: [{ resource: RESOURCE, scopeSpans: [{ spans }] }] }, 'otlpHttp');
}
