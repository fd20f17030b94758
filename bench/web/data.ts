import { compressSync } from 'snappy';
import { labelFields, WriteRequestBytes } from '../support/time-series.js';

export const PANELS = 30;
export const SERIES = 50;
export const POINTS = 1_000;
export const STEP_MS = 15_000;
const SAMPLES_PER_BODY = 100;

const UID = 'bench-web';
export const PATH = `/d/${UID}`;

/** Remote-write bodies: for each panel `SERIES` gauges that wander, with a sample each step in `[start, start + POINTS * STEP_MS)`, ms. */
export function* bodies(start: number): Generator<Buffer> {
  const request = new WriteRequestBytes(SERIES, SAMPLES_PER_BODY);
  for (let panel = 0; panel < PANELS; panel++) {
    for (let first = 0; first < POINTS; first += SAMPLES_PER_BODY) {
      request.clear();
      for (let series = 0; series < SERIES; series++) {
        const labels = { __name__: 'bench_load', panel: String(panel), series: `series-${series}` };
        request.series(labelFields(labels), SAMPLES_PER_BODY);
        for (let i = 0; i < SAMPLES_PER_BODY; i++)
          request.sample(valueAt(series, first + i), start + (first + i) * STEP_MS);
      }
      yield compressSync(request.bytes);
    }
  }
}

const valueAt = (series: number, point: number): number =>
  100 + series * 3 + 20 * Math.sin(point / (20 + series)) + ((point * 7919 + series * 104_729) % 11);

/** The dashboard that shows them, four panels in a line, as a body for `POST /api/dashboards/db`. */
export const dashboard = (): object => ({
  overwrite: true,
  dashboard: {
    uid: UID,
    title: 'Benchmark',
    panels: Array.from({ length: PANELS }, (_, panel) => ({
      id: panel + 1,
      type: 'timeseries',
      title: `Panel ${panel}`,
      gridPos: { x: (panel % 4) * 6, y: Math.floor(panel / 4) * 5, w: 6, h: 5 },
      datasource: { type: 'prometheus', uid: 'prometheus' },
      maxDataPoints: POINTS,
      interval: `${STEP_MS / 1000}s`,
      options: { legend: { showLegend: false } },
      targets: [{ refId: 'A', expr: `bench_load{panel="${panel}"}`, legendFormat: '{{series}}' }],
    })),
  },
});
