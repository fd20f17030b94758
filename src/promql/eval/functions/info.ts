import { QuartetError } from '../../../model/errors.js';
import { type Labels, labelsFrom, labelValue } from '../../../model/labels.js';
import { labelsKey } from '../../../model/labels-key.js';
import { ABSENT, GridSeries, HISTOGRAM } from '../../../vector/grid-series.js';
import { mergeSameLabels } from '../same-labels.js';
import type { CallContext, FunctionFamily } from './implementation.js';
import { InfoSelector } from './info-selector.js';
import { InfoSeries, newestAt } from './info-series.js';
import { infoTimes } from './info-times.js';

/**
 * Adds to each series the labels of the info series (`target_info` unless said otherwise) of the same `job` and
 * `instance`. https://prometheus.io/docs/prometheus/latest/querying/functions/#info
 */
export const INFO_FUNCTIONS: FunctionFamily = {
  info: { kind: 'vector', evaluate: info },
};

async function info(call: CallContext): Promise<GridSeries[]> {
  const { evaluation, node } = call;
  const selector = new InfoSelector(node.args[1]);
  const all = await call.vector(0);
  const base = all.filter(({ labels }) => !selector.isInfo(labels));
  const times = infoTimes(node.args[0]!, evaluation);
  const infoSeries = await InfoSeries.read(base, selector, times, evaluation);
  const enriched = all.filter(({ labels }) => selector.isInfo(labels));
  for (const series of base) {
    for (const part of enrich(series, infoSeries.of(series.labels), selector)) enriched.push(part);
    if (evaluation.pace.isDue) await evaluation.pace.rest();
  }
  return mergeSameLabels(enriched, evaluation.pace);
}

/** One series for each label set that the info series give it over time. */
function enrich(
  series: GridSeries,
  byMetric: readonly (readonly GridSeries[])[],
  selector: InfoSelector,
): Iterable<GridSeries> {
  if (byMetric.length === 0) return selector.isRequired ? [] : [series];
  const parts = new Map<string, GridSeries>();
  let current: readonly GridSeries[] | undefined;
  let part: GridSeries | undefined;
  for (let step = 0; step < series.kinds.length; step++) {
    if (series.kinds[step] === ABSENT) continue;
    const newest = byMetric.map((ofMetric) => newestAt(ofMetric, step)).filter((found) => found !== undefined);
    if (current === undefined || newest.length !== current.length || newest.some((found, i) => found !== current![i])) {
      current = newest;
      part = partFor(series, newest, selector, parts);
    }
    if (part === undefined) continue;
    if (series.kinds[step] === HISTOGRAM) part.setHistogram(step, series.histogram(step));
    else part.setFloat(step, series.values[step]!);
  }
  return parts.values();
}

/** The part of a series that has the labels of these info series; undefined where it is to be left out. */
function partFor(
  series: GridSeries,
  infoSeries: readonly GridSeries[],
  selector: InfoSelector,
  parts: Map<string, GridSeries>,
): GridSeries | undefined {
  if (infoSeries.length === 0 && selector.isRequired) return undefined;
  const labels = enrichedLabels(series.labels, infoSeries, selector);
  const key = labelsKey(labels);
  let part = parts.get(key);
  if (part === undefined) {
    part = new GridSeries(labels, series.kinds.length);
    part.dropName = series.dropName;
    parts.set(key, part);
  }
  return part;
}

/** The series' own labels stay. Throws when two info metrics differ about one that it lacks. */
function enrichedLabels(own: Labels, infoSeries: readonly GridSeries[], selector: InfoSelector): Labels {
  const added = new Map<string, string>();
  for (const { labels } of infoSeries) {
    for (let i = 0; i < labels.length; i += 2) {
      const [name, value] = [labels[i]!, labels[i + 1]!];
      if (!selector.wants(name) || labelValue(own, name) !== '') continue;
      const other = added.get(name);
      if (other !== undefined && other !== value) throw new QuartetError('execution', `conflicting label: ${name}`);
      added.set(name, value);
    }
  }
  if (added.size === 0) return own;
  for (let i = 0; i < own.length; i += 2) added.set(own[i]!, own[i + 1]!);
  return labelsFrom(added);
}
