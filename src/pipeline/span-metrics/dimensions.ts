import type { SpanMetricsSettings } from '../../model/trace-metric-settings.js';
import { ownLabelName } from '../span-columns/label-name.js';

/** Labels that a dimension must not take. */
const INTRINSIC_LABELS = ['service', 'span_name', 'span_kind', 'status_code', 'status_message', 'job', 'instance'];

/** A label and the attributes that it is made of, by their place in `sources`. */
interface DimensionLabel {
  readonly label: string;
  readonly from: readonly number[];
  readonly join: string;
}

/** The labels that are made of attributes. */
export class Dimensions {
  /** The attributes that are read, each once. */
  readonly sources: readonly string[];
  private readonly labels: readonly DimensionLabel[];

  constructor({ dimensions, dimensionMappings }: Pick<SpanMetricsSettings, 'dimensions' | 'dimensionMappings'>) {
    const mappings = [...dimensions.map((name) => ({ name, sourceLabels: [name], join: '' })), ...dimensionMappings];
    this.sources = [...new Set(mappings.flatMap(({ sourceLabels }) => sourceLabels))];
    this.labels = mappings.map(({ name, sourceLabels, join }) => ({
      label: ownLabelName(name, INTRINSIC_LABELS),
      from: sourceLabels.map((source) => this.sources.indexOf(source)),
      join,
    }));
  }

  /** `values`: those of `sources`. A mapping is made of the values that are there. */
  pairs(values: readonly (string | undefined)[]): [string, string][] {
    return this.labels.map(({ label, from, join }) => {
      const present = from.map((at) => values[at]).filter((value) => value !== undefined && value !== '');
      return [label, present.join(join)];
    });
  }
}
