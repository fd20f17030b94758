import { type Labels, labelValue, METRIC_NAME, withLabel } from '../../model/labels.js';
import { compileRelabel } from '../../pipeline/relabel/compile-relabel.js';
import type { ScrapeConfig } from './scrape-config.js';

/**
 * Joins the labels of a page's series with those of its target.
 * https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config (honor_labels)
 */
export class SampleLabels {
  private readonly relabel: ((labels: Labels) => Labels | undefined) | undefined;

  constructor(private readonly config: ScrapeConfig) {
    this.relabel = config.metricRelabel.length === 0 ? undefined : compileRelabel(config.metricRelabel);
  }

  /**
   * The labels that are stored; undefined for a series that relabelling drops. Throws what fails the scrape: a limit that is
   * exceeded, a name that may not be. `empty`: names that the page gives without a value.
   */
  stored(exposed: Labels, empty: readonly string[], target: Labels): Labels | undefined {
    const joined = this.config.honorLabels ? honored(exposed, empty, target) : joinLabels(exposed, target);
    const labels = this.relabel === undefined ? joined : this.relabel(joined);
    if (labels === undefined || labels.length === 0) return undefined;
    this.check(labels);
    return labels;
  }

  private check(labels: Labels): void {
    const { limits, names } = this.config;
    const metric = labelValue(labels, METRIC_NAME);
    if (metric === '') throw new Error('missing metric name (__name__ label)');
    if (names === 'legacy') checkLegacy(metric, labels);
    if (labels.length / 2 > limits.labels) {
      throw new Error(
        `label_limit exceeded (metric: ${shown(metric)}, number of labels: ${labels.length / 2}, limit: ${limits.labels})`,
      );
    }
    for (let i = 0; i < labels.length; i++) {
      const isName = i % 2 === 0;
      const limit = isName ? limits.labelNameBytes : limits.labelValueBytes;
      const text = labels[i]!;
      if (text.length * 3 <= limit || Buffer.byteLength(text) <= limit) continue;
      const what = isName ? 'label_name_length_limit' : 'label_value_length_limit';
      const name = isName
        ? `label name: ${shown(text)}`
        : `label name: ${shown(labels[i - 1]!)}, value: ${shown(text)}`;
      throw new Error(
        `${what} exceeded (metric: ${shown(metric)}, ${name}, length: ${Buffer.byteLength(text)}, limit: ${limit})`,
      );
    }
  }
}

/** Labels of the page that the target has too become `exported_…`. */
export function joinLabels(exposed: Labels, target: Labels): Labels {
  let labels = exposed;
  const conflicting: [name: string, value: string][] = [];
  for (let i = 0; i < target.length; i += 2) {
    const value = labelValue(exposed, target[i]!);
    if (value !== '') conflicting.push([target[i]!, value]);
    labels = withLabel(labels, target[i]!, target[i + 1]!);
  }
  // Shorter names first: a page may have exported_job beside job.
  conflicting.sort(([a], [b]) => a.length - b.length);
  for (const [name, value] of conflicting) {
    let exported = `exported_${name}`;
    while (labelValue(labels, exported) !== '') exported = `exported_${exported}`;
    labels = withLabel(labels, exported, value);
  }
  return labels;
}

function honored(exposed: Labels, empty: readonly string[], target: Labels): Labels {
  let labels = exposed;
  for (let i = 0; i < target.length; i += 2) {
    const name = target[i]!;
    if (labelValue(exposed, name) === '' && !empty.includes(name)) labels = withLabel(labels, name, target[i + 1]!);
  }
  return labels;
}

function checkLegacy(metric: string, labels: Labels): void {
  if (!/^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(metric)) throw new Error(`invalid metric name: ${shown(metric)}`);
  for (let i = 0; i < labels.length; i += 2) {
    if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(labels[i]!)) throw new Error(`invalid label name: ${shown(labels[i]!)}`);
  }
}

const MAX_SHOWN = 50;
const shown = (text: string): string => JSON.stringify(text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text);
