import { parseSelector, parseSelectorOrAll } from '../../logql/parser.js';
import { QuartetError } from '../../model/errors.js';
import { type Labels, labelsToObject } from '../../model/labels.js';
import type { LabelMatcher, StreamVolume, TimeRangeNs } from '../../storage/interface.js';
import { first } from '../form-parameters.js';
import { json, type LokiAnswer, success } from './answer.js';
import { limitParameter, rangeParameters, stepParameter } from './parameters.js';
import { checkedRange, checkMatchers } from './query-bounds.js';
import type { LokiRequest } from './request.js';

const DEFAULT_LIMIT = 100;
/** What Loki counts for an entry beside its line and its metadata: its time. */
const BYTES_OF_ENTRY = 8;

/** `/index/stats`. https://grafana.com/docs/loki/latest/reference/loki-http-api/#query-log-statistics */
export async function indexStats(request: LokiRequest): Promise<LokiAnswer> {
  const { context, parameters, tenant, limits } = request;
  const matchers = parseSelector(first(parameters, 'query') ?? '');
  const range = rangeOf(request);
  const found = await context.logVolumes.volumes(tenant, matchers, range, 'whole', [], limits);
  const sum = (of: (volume: StreamVolume) => number) => found.reduce((total, volume) => total + of(volume), 0);
  const streams = sum((volume) => volume.streams);
  return json({
    streams,
    // There are none here; the streams of the range stand for them.
    chunks: streams,
    bytes: sum(({ bytes }) => bytes),
    entries: sum(({ entries }) => entries),
  });
}

/** `/index/volume`. https://grafana.com/docs/loki/latest/reference/loki-http-api/#query-log-volume */
export async function volume(request: LokiRequest): Promise<LokiAnswer> {
  return volumes(request, () => 'whole');
}

/** `/index/volume_range`: the same for each interval of `step` since 1970. */
export async function volumeRange(request: LokiRequest): Promise<LokiAnswer> {
  return volumes(request, (range) => {
    const step = stepParameter(request.parameters, range);
    return BigInt(Math.max(1, Math.round(step * 1e6)));
  });
}

async function volumes(request: LokiRequest, stepOf: (range: TimeRangeNs) => bigint | 'whole'): Promise<LokiAnswer> {
  const { context, parameters, tenant, limits, allowed } = request;
  if (!allowed.volumeEnabled) throw new QuartetError('not_found', 'not found');
  const range = rangeOf(request);
  const step = stepOf(range);
  const limit = Math.min(limitParameter(parameters, 'limit', DEFAULT_LIMIT), allowed.volumeMaxSeries);
  const by = aggregation(first(parameters, 'aggregateBy') ?? '');
  const targets = (first(parameters, 'targetLabels') ?? '').split(',').filter((name) => name !== '');
  const matchers = parseSelectorOrAll(first(parameters, 'query') ?? '');
  checkMatchers(matchers, allowed);
  const shown = targets.length > 0 ? new Set(targets) : new Set(matchers.map(({ name }) => name));
  const found = await context.logVolumes.volumes(
    tenant,
    [...matchers, ...present(targets, matchers)],
    range,
    step,
    (by === 'series' || targets.length > 0) && shown.size > 0 ? [...shown] : 'all',
    limits,
  );
  const namesOf = by === 'series' ? seriesNames(shown) : labelNames(targets.length > 0 ? shown : undefined);
  return answer(gathered(found, namesOf), range, step, limit);
}

type Aggregation = 'series' | 'labels';

function aggregation(text: string): Aggregation {
  if (text === '' || text === 'series') return 'series';
  if (text === 'labels') return 'labels';
  throw new QuartetError('invalid_argument', 'invalid aggregation option');
}

function rangeOf({ context, parameters, allowed }: LokiRequest): TimeRangeNs {
  return checkedRange(rangeParameters(parameters, context.now()), allowed, context.now());
}

/** Streams count that have all of the labels that are asked for. */
const present = (targets: readonly string[], matchers: readonly LabelMatcher[]): LabelMatcher[] =>
  targets
    .filter((target) => !matchers.some(({ name }) => name === target))
    .map((name) => ({ name, op: '!=', value: '' }));

/** The label sets that a stream's volume is added to. */
type NamesOf = (labels: Labels) => readonly Labels[];

/** The labels that were asked for or stand in the selector; of a selector without any, all. */
const seriesNames =
  (shown: ReadonlySet<string>): NamesOf =>
  (labels) => [shown.size === 0 ? labels : labels.filter((_, i) => shown.has(labels[i - (i % 2)]!))];

/** Each name of a label by itself. */
const labelNames =
  (shown: ReadonlySet<string> | undefined): NamesOf =>
  (labels) =>
    labels.filter((name, i) => i % 2 === 0 && (shown?.has(name) ?? true)).map((name) => [name, '']);

interface Gathered {
  readonly labels: Labels;
  /** Bytes by interval. */
  readonly bytes: Map<number, number>;
  total: number;
}

function gathered(found: readonly StreamVolume[], namesOf: NamesOf): Gathered[] {
  const groups = new Map<string, Gathered>();
  for (const { labels, interval, entries, bytes, metadataBytes } of found) {
    const size = bytes + metadataBytes + BYTES_OF_ENTRY * entries;
    for (const names of namesOf(labels)) {
      const key = JSON.stringify(names);
      const group = groups.get(key) ?? { labels: names, bytes: new Map<number, number>(), total: 0 };
      groups.set(key, group);
      group.bytes.set(interval, (group.bytes.get(interval) ?? 0) + size);
      group.total += size;
    }
  }
  return [...groups.values()];
}

/** The greatest first. A vector where no series has two values, as in Loki. */
function answer(groups: Gathered[], range: TimeRangeNs, step: bigint | 'whole', limit: number): LokiAnswer {
  const greatest = groups.sort((a, b) => b.total - a.total || (nameOf(a) < nameOf(b) ? -1 : 1)).slice(0, limit);
  const series = greatest.map(({ labels, bytes }) => ({
    metric: labelsToObject(labels),
    values: [...bytes].sort(([a], [b]) => a - b).map(([interval, sum]) => [endOf(interval, range, step), String(sum)]),
  }));
  return series.some(({ values }) => values.length > 1)
    ? success({ resultType: 'matrix', result: series })
    : success({ resultType: 'vector', result: series.map(({ metric, values }) => ({ metric, value: values[0] })) });
}

const nameOf = ({ labels }: Gathered): string => labels.join();

/** A value stands at the last ms of its interval, of the last one at the end of the range, in seconds. */
function endOf(interval: number, { end }: TimeRangeNs, step: bigint | 'whole'): number {
  const next = step === 'whole' ? end : BigInt(interval + 1) * step;
  return next >= end ? Number(end / 1_000_000n) / 1000 : (Number(next / 1_000_000n) - 1) / 1000;
}
