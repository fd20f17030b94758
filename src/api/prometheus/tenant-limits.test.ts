import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { prometheusContext } from '../../../test/support/prometheus-context.js';
import { NOW_MS } from '../../../test/support/read-context.js';
import { type MetricLimits, UNLIMITED_METRICS } from '../../model/metric-limits.js';
import type { RangeRequest } from '../../promql/engine.js';
import { stepGrid } from '../../vector/step-grid.js';
import { prometheusApi } from './plugin.js';

const NOW = NOW_MS / 1000;

async function range(limits: Partial<MetricLimits>, start: number, end: number) {
  const asked: RangeRequest[] = [];
  const app = Fastify();
  const context = prometheusContext(
    {},
    {
      range: (request) => {
        asked.push(request);
        return { type: 'grid', grid: stepGrid(request.start, request.end, request.step), series: [] };
      },
    },
    { limitsOf: () => ({ ...UNLIMITED_METRICS, ...limits }) },
  );
  app.register(prometheusApi, { context, prefix: '/api/v1' });
  const answer = await app.inject(`/api/v1/query_range?query=up&start=${start}&end=${end}&step=60`);
  return { asked, status: answer.statusCode, body: answer.json() };
}

it('refuses a query over too much time', async () => {
  const limits = { maxTotalQueryLength: 3_600_000 };
  expect((await range(limits, NOW - 3600, NOW)).status).toBe(200);
  expect(await range(limits, NOW - 3601, NOW)).toMatchObject({
    status: 400,
    body: {
      errorType: 'bad_data',
      error:
        'the total query time range exceeds the limit (query length: 1h0m1s, limit: 1h0m0s) (err-mimir-max-total-query-length). To adjust the related per-tenant limit, configure -query-frontend.max-total-query-length, or contact your service administrator.',
    },
  });
});

it('begins with the first step that may be looked at', async () => {
  const limits = { maxQueryLookback: 600_000 };
  const { asked } = await range(limits, NOW - 3610, NOW);
  expect(asked[0]!.start).toBe((NOW - 550) * 1000);
  const before = await range(limits, NOW - 3610, NOW - 601);
  expect([before.asked, before.body]).toEqual([[], { status: 'success', data: { resultType: 'matrix', result: [] } }]);
});
