import { type Labels, labelsFrom } from '../../model/labels.js';
import type { LabelMatcher } from '../../storage/interface.js';

/** Of labels that are each written `name=value`. */
export function namesAndValues(labels: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    labels.map((label) => {
      const equals = label.indexOf('=');
      return [label.slice(0, equals), label.slice(equals + 1)];
    }),
  );
}

/**
 * `global.external_labels`: says whose data it is to those who collect it from several servers.
 * https://prometheus.io/docs/prometheus/latest/configuration/configuration/#configuration-file
 */
export class ExternalLabels {
  private readonly values: ReadonlyMap<string, string>;

  /** `labels`: each `name=value`. */
  constructor(labels: readonly string[]) {
    this.values = namesAndValues(labels);
  }

  /** The labels of a series and those of these that it does not have itself. */
  addedTo(labels: Labels): Labels {
    if (this.values.size === 0) return labels;
    const merged = new Map(this.values);
    for (let i = 0; i < labels.length; i += 2) merged.set(labels[i]!, labels[i + 1]!);
    return labelsFrom([...merged]);
  }

  /** Who asks for one of these by its very value means the series stored here, which do not have it. */
  takenFrom(matchers: readonly LabelMatcher[]): readonly LabelMatcher[] {
    return matchers.map((matcher) =>
      matcher.op === '=' && matcher.value !== '' && this.values.get(matcher.name) === matcher.value
        ? { ...matcher, value: '' }
        : matcher,
    );
  }
}
