import { type Labels, labelValue, METRIC_NAME } from '../model/labels.js';
import { KEY_SEPARATOR } from '../model/labels-key.js';

/**
 * The part of label sets by which series belong together: `by (names)` and `on (names)` look at those labels only,
 * `without (names)` and `ignoring (names)` at all others except the metric name. A label that is missing is an empty one.
 */
export class Grouping {
  private readonly names: readonly string[];
  private readonly left: ReadonlySet<string>;

  constructor(
    names: readonly string[],
    private readonly without: boolean,
  ) {
    this.names = [...new Set(names)].sort();
    this.left = new Set([...names, METRIC_NAME]);
  }

  /** The same for two label sets exactly when they belong together. */
  keyOf(labels: Labels): string {
    const { names, left } = this;
    if (this.without) {
      let key = '';
      for (let i = 0; i < labels.length; i += 2) {
        if (!left.has(labels[i]!)) key += labels[i]! + KEY_SEPARATOR + labels[i + 1]! + KEY_SEPARATOR;
      }
      return key;
    }
    if (names.length === 0) return '';
    let key = labelValue(labels, names[0]!);
    for (let i = 1; i < names.length; i++) key += KEY_SEPARATOR + labelValue(labels, names[i]!);
    return key;
  }

  /** What label sets that belong together have in common. */
  labelsOf(labels: Labels): Labels {
    return this.without ? withoutLabels(labels, this.left) : onlyLabels(labels, new Set(this.names));
  }
}

export const onlyLabels = (labels: Labels, names: ReadonlySet<string>): Labels =>
  filtered(labels, (name) => names.has(name));

export const withoutLabels = (labels: Labels, names: ReadonlySet<string>): Labels =>
  filtered(labels, (name) => !names.has(name));

function filtered(labels: Labels, keep: (name: string) => boolean): Labels {
  const kept: string[] = [];
  for (let i = 0; i < labels.length; i += 2) if (keep(labels[i]!)) kept.push(labels[i]!, labels[i + 1]!);
  return kept.length === labels.length ? labels : kept;
}

/** The labels with one of them set, or taken away where the value is empty. */
export function withLabel(labels: Labels, name: string, value: string): Labels {
  const changed: string[] = [];
  let placed = value === '';
  for (let i = 0; i < labels.length; i += 2) {
    const next = labels[i]!;
    if (!placed && next >= name) {
      changed.push(name, value);
      placed = true;
    }
    if (next !== name) changed.push(next, labels[i + 1]!);
  }
  if (!placed) changed.push(name, value);
  return changed;
}
