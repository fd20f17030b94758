import { type DataFrame, FieldType, type TimeRange } from '@grafana/data';
import { askSource } from '../ask';
import { field, frameOf } from '../frames';
import { type Answer, queryDataOf } from '../prometheus/answer';

/** The metrics of span metrics' service graph, by what they tell of an edge. */
const METRICS = {
  total: 'traces_service_graph_request_total',
  failed: 'traces_service_graph_request_failed_total',
  seconds: 'traces_service_graph_request_server_seconds_sum',
} as const;

type Measure = keyof typeof METRICS;

interface Edge {
  readonly source: string;
  readonly target: string;
  /** Counts and seconds within the range. */
  readonly total: number;
  readonly failed: number;
  readonly seconds: number;
}

interface Asking {
  /** uid of the Prometheus source that has the service graph's metrics. */
  readonly uid: string;
  readonly range: TimeRange;
  /** Selectors of the target, `{client="a"}`; several are alternatives. */
  readonly filters: readonly string[];
  readonly signal: AbortSignal;
}

/** The service map as the two frames that node graphs take: services with latency, rate and share of failures, and the calls. */
export async function serviceMapFrames(asking: Asking, refId: string): Promise<DataFrame[]> {
  const edges = await edgesOf(asking);
  const seconds = Math.max(1, (asking.range.to.valueOf() - asking.range.from.valueOf()) / 1000);
  return [nodeFrame(edges, seconds, refId), edgeFrame(edges, seconds, refId)];
}

async function edgesOf({ uid, range, filters, signal }: Asking): Promise<readonly Edge[]> {
  const seconds = Math.max(1, Math.round((range.to.valueOf() - range.from.valueOf()) / 1000));
  const selectors = filters.length === 0 ? ['{}'] : filters;
  const edges = new Map<string, { source: string; target: string } & Record<Measure, number>>();
  const read = async (measure: Measure) => {
    const increases = selectors.map((selector) => `increase(${METRICS[measure]}${selector}[${seconds}s])`);
    const query = `sum by (client, server) (${increases.join(' or ')}) > 0`;
    const asked = askSource<Answer<unknown>>(
      uid,
      'api/v1/query',
      { query, time: range.to.valueOf() / 1000 },
      { isForm: true, signal },
    );
    const data = queryDataOf(await asked);
    for (const { metric, value } of data.resultType === 'vector' ? data.result : []) {
      const { client: source = '', server: target = '' } = metric;
      const key = JSON.stringify([source, target]);
      const edge = edges.get(key) ?? { source, target, total: 0, failed: 0, seconds: 0 };
      edge[measure] = Number(value?.[1] ?? 0);
      edges.set(key, edge);
    }
  };
  await Promise.all((Object.keys(METRICS) as Measure[]).map(read));
  return [...edges.values()].filter(({ total }) => total > 0);
}

function nodeFrame(edges: readonly Edge[], seconds: number, refId: string): DataFrame {
  const names = [...new Set(edges.flatMap(({ source, target }) => [source, target]))].sort();
  const nodes = names.map((name) => {
    const calls = edges.filter(({ target }) => target === name);
    const total = sum(calls.map((call) => call.total));
    const failed = total === 0 ? 0 : Math.min(1, sum(calls.map((call) => call.failed)) / total);
    const ms = total === 0 ? Number.NaN : (sum(calls.map((call) => call.seconds)) / total) * 1000;
    return { name, ms, perSecond: total === 0 ? Number.NaN : total / seconds, failed };
  });
  return frameOf(
    refId,
    [
      field('id', FieldType.string, names),
      field('title', FieldType.string, names, { displayName: 'Service name' }),
      field(
        'mainstat',
        FieldType.number,
        nodes.map(({ ms }) => ms),
        { unit: 'ms/r', displayName: 'Average response time' },
      ),
      field(
        'secondarystat',
        FieldType.number,
        nodes.map(({ perSecond }) => perSecond),
        {
          unit: 'r/sec',
          displayName: 'Requests per second',
        },
      ),
      field(
        'arc__success',
        FieldType.number,
        nodes.map(({ failed }) => 1 - failed),
        {
          displayName: 'Success',
          color: { fixedColor: 'green', mode: 'fixed' },
        },
      ),
      field(
        'arc__failed',
        FieldType.number,
        nodes.map(({ failed }) => failed),
        {
          displayName: 'Failed',
          color: { fixedColor: 'red', mode: 'fixed' },
        },
      ),
    ],
    { preferredVisualisationType: 'nodeGraph' },
    'Nodes',
  );
}

const edgeFrame = (edges: readonly Edge[], seconds: number, refId: string): DataFrame =>
  frameOf(
    refId,
    [
      field(
        'id',
        FieldType.string,
        edges.map(({ source, target }) => `${source}_${target}`),
      ),
      field(
        'source',
        FieldType.string,
        edges.map(({ source }) => source),
      ),
      field(
        'target',
        FieldType.string,
        edges.map(({ target }) => target),
      ),
      field(
        'mainstat',
        FieldType.number,
        edges.map(({ seconds: spent, total }) => (spent / total) * 1000),
        {
          unit: 'ms/r',
          displayName: 'Average response time',
        },
      ),
      field(
        'secondarystat',
        FieldType.number,
        edges.map(({ total }) => total / seconds),
        {
          unit: 'r/sec',
          displayName: 'Requests per second',
        },
      ),
      field(
        'failed',
        FieldType.number,
        edges.map(({ failed, total }) => Math.min(1, failed / total)),
        {
          unit: 'percentunit',
          displayName: 'Failed',
        },
      ),
    ],
    { preferredVisualisationType: 'nodeGraph' },
    'Edges',
  );

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
