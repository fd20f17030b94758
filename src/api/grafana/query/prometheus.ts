import { labelsToObject, METRIC_NAME } from '../../../model/labels.js';
import type { QueryAnswer } from '../../../promql/answer.js';
import { selectorsOf } from '../../../promql/selectors-of.js';
import { query, queryRange } from '../../prometheus/query.js';
import type { PrometheusRequest } from '../../prometheus/request.js';
import type { Frame } from './frame.js';
import { type QueryModel, stepOf, withVariables } from './query-model.js';
import { instantFrames, type Naming, pointsOf, rangeFrames, seriesFrame, tableFrame } from './series-frames.js';
import type { TimeRange } from './time-range.js';

type Asked = Omit<PrometheusRequest, 'parameters' | 'name'>;

/** PromQL: a range, an instant, or both, and exemplars. */
export async function prometheusFrames(asked: Asked, model: QueryModel, range: TimeRange): Promise<Frame[]> {
  const step = stepOf(model, range);
  const text = withVariables(model.expr ?? '', step, range);
  const isInstant = model.instant === true;
  const isRange = model.range ?? !isInstant;
  const naming = { legend: model.legendFormat ?? '', expression: text };
  const parts = await Promise.all([
    isRange ? framesOf(await evaluated(asked, queryRange, rangeParameters(text, step, range)), model, naming) : [],
    isInstant
      ? framesOf(await evaluated(asked, query, { query: text, time: String(range.to / 1000) }), model, naming)
      : [],
    model.exemplar === true && isRange ? exemplarFrames(asked, text, range) : [],
  ]);
  return parts.flat().map((frame) => withMeta(frame, { executedQueryString: `Expr: ${text}\nStep: ${step}ms` }));
}

/** The range on multiples of the step, so that the points stay where they are while time goes on. */
const rangeParameters = (text: string, step: number, { from, to }: TimeRange) => ({
  query: text,
  start: String((Math.floor(from / step) * step) / 1000),
  end: String((Math.floor(to / step) * step) / 1000),
  step: String(step / 1000),
});

/** What the engine answers an endpoint of the query API, which also sees to the limits of the tenant. */
async function evaluated(
  asked: Asked,
  endpoint: typeof queryRange,
  parameters: Readonly<Record<string, string>>,
): Promise<QueryAnswer | undefined> {
  let answer: QueryAnswer | undefined;
  const { engine } = asked.context;
  const keep = async (evaluating: Promise<QueryAnswer>) => {
    answer = await evaluating;
    return answer;
  };
  const context = {
    ...asked.context,
    engine: {
      parse: (text: string) => engine.parse(text),
      instant: (request: Parameters<typeof engine.instant>[0]) => keep(engine.instant(request)),
      range: (request: Parameters<typeof engine.range>[0]) => keep(engine.range(request)),
    },
  };
  const given = new Map(Object.entries(parameters).map(([name, value]) => [name, [value]]));
  await endpoint({ ...asked, context, parameters: given, name: '' });
  return answer;
}

function framesOf(answer: QueryAnswer | undefined, { format }: QueryModel, naming: Naming): Frame[] {
  if (answer === undefined) return [];
  const { value } = answer;
  const meta = { custom: { resultType: value.type === 'grid' ? 'matrix' : value.type }, ...noticesOf(answer) };
  return valueFrames(value, format === 'table', naming).map((frame) => withMeta(frame, meta));
}

function valueFrames(value: QueryAnswer['value'], isTable: boolean, naming: Naming): Frame[] {
  switch (value.type) {
    case 'grid':
      if (!isTable) return rangeFrames(value.series, value.grid, naming);
      return [tableFrame(value.series.map((one) => ({ labels: one.labels, ...pointsOf(one, value.grid) })))];
    case 'vector': {
      if (!isTable) return instantFrames(value.series, value.time, naming);
      const grid = { start: value.time, step: 1, count: 1 };
      return [tableFrame(value.series.map((one) => ({ labels: one.labels, ...pointsOf(one, grid) })))];
    }
    case 'matrix':
      return value.series.flatMap(({ labels, ts, values }) =>
        seriesFrame(labels, { times: [...ts], values: [...values] }, { type: 'timeseries-multi' }, naming),
      );
    case 'scalar':
      return seriesFrame([], { times: [value.time], values: [value.value] }, { type: 'numeric-multi' }, naming);
    case 'string':
      return [
        {
          fields: [
            { name: 'Time', type: 'time', values: [value.time] },
            { name: 'Value', type: 'string', values: [value.text] },
          ],
        },
      ];
  }
}

function noticesOf({ warnings, infos }: QueryAnswer) {
  const notices = [
    ...warnings.map((text) => ({ severity: 'warning', text })),
    ...infos.map((text) => ({ severity: 'info', text })),
  ];
  return notices.length === 0 ? {} : { notices };
}

const MAX_EXEMPLARS = 2_000;

/** The exemplars of the series that the query selects, oldest first, in one table. */
async function exemplarFrames({ context, tenant, limits }: Asked, text: string, range: TimeRange): Promise<Frame[]> {
  const rows: { time: number; value: number; labels: Record<string, string> }[] = [];
  for (const { matchers } of selectorsOf(context.engine.parse(text))) {
    const found = await context.metrics.exemplars(tenant, matchers, { start: range.from, end: range.to }, limits);
    for (const { labels, exemplars } of found) {
      for (const exemplar of exemplars) {
        rows.push({
          time: exemplar.ms,
          value: exemplar.value,
          labels: { ...labelsToObject(labels), ...labelsToObject(exemplar.labels) },
        });
      }
    }
  }
  if (rows.length === 0) return [];
  rows.sort((a, b) => a.time - b.time);
  const shown = rows.slice(-MAX_EXEMPLARS);
  const names = [...new Set(shown.flatMap(({ labels }) => Object.keys(labels)))].filter((name) => name !== METRIC_NAME);
  return [
    {
      name: 'exemplar',
      meta: { dataTopic: 'annotations', custom: { resultType: 'exemplar' } },
      fields: [
        { name: 'Time', type: 'time', values: shown.map(({ time }) => time) },
        { name: 'Value', type: 'number', values: shown.map(({ value }) => value) },
        ...names.sort().map((name) => ({
          name,
          type: 'string' as const,
          values: shown.map(({ labels }) => labels[name] ?? ''),
        })),
      ],
    },
  ];
}

const withMeta = (frame: Frame, meta: Frame['meta']): Frame => ({ ...frame, meta: { ...frame.meta, ...meta } });
