import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppInProcess } from '../support/app-in-process.js';
import { compress, encodeV1 } from '../support/remote-write-messages.js';
import { seriesFor } from './series-for.js';
import { DASHBOARDS, filledIn, panelsOf, type ShippedDashboard, type ShippedTarget } from './shipped.js';

const STEP_MS = 15_000;
const SAMPLES = 60;
const NOW = Math.floor(Date.now() / STEP_MS) * STEP_MS;

/** Those that are silent while all is well, as it is here. */
const SILENT = ['Containers that run'];

/** Traces, lines and the map of services are asked, but need not answer with anything. */
const isMetric = ({ datasource }: ShippedTarget): boolean => datasource.type === 'prometheus';

const targetsOf = (dashboard: ShippedDashboard) =>
  panelsOf(dashboard).flatMap(({ title, targets = [] }) =>
    targets.filter(({ queryType }) => queryType !== 'serviceMap').map((target) => ({ title, target })),
  );

let app: AppInProcess;

beforeAll(async () => {
  app = await AppInProcess.start();
  const queries = DASHBOARDS.flatMap((dashboard) =>
    targetsOf(dashboard).flatMap(({ target }) => (isMetric(target) ? [filledIn(target.expr!, dashboard)] : [])),
  );
  const times = Array.from({ length: SAMPLES }, (_, at) => NOW - (SAMPLES - at) * STEP_MS);
  const series = seriesFor(queries).map((labels) => ({
    labels: { ...labels },
    samples: times.map((timestamp, at) => ({ timestamp, value: 1 + at })),
  }));
  const answer = await fetch(app.url('prometheus', '/api/v1/write'), {
    method: 'POST',
    headers: { 'content-type': 'application/x-protobuf', 'content-encoding': 'snappy' },
    body: compress(encodeV1(series)),
  });
  expect(answer.status, await answer.text()).toBeLessThan(300);
});
afterAll(() => app.remove());

describe.each(DASHBOARDS.map((dashboard) => ({ title: dashboard.title, dashboard })))('$title', ({ dashboard }) => {
  it('draws where its series are there', async () => {
    const targets = targetsOf(dashboard);
    const queries = targets.map(({ target }, index) => ({
      ...target,
      refId: String(index),
      ...(target.expr !== undefined && { expr: filledIn(target.expr, dashboard) }),
      ...(target.query !== undefined && { query: filledIn(target.query, dashboard) }),
    }));
    const range = { from: String(NOW - SAMPLES * STEP_MS), to: String(NOW) };
    const { body } = await app.call('POST', '/api/ds/query', { queries, ...range });
    for (const [index, { title, target }] of targets.entries()) {
      const { error, frames } = body.results[index];
      expect(error, `${title}: ${target.expr ?? target.query}`).toBeUndefined();
      if (!isMetric(target) || SILENT.includes(title)) continue;
      const values = frames.flatMap(({ data }: { data: { values: unknown[][] } }) => data.values.at(-1) ?? []);
      expect(values.length, `${title}: ${target.expr}`).toBeGreaterThan(0);
    }
  });
});
