import { QuartetError } from '../../model/errors.js';
import { type Labels, labelsFrom } from '../../model/labels.js';
import { parse } from '../../promql/parser.js';

/**
 * The labels of `name{label="value", …}`; none of `{}` and of an empty text. Throws what is wrong with another text.
 * https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/#series
 */
export function readMetricLabels(text: string): Labels {
  if (/^\s*(\{\s*\}\s*)?$/.test(text)) return [];
  const parsed = parse(text);
  if (parsed.kind !== 'vector-selector' || parsed.offset !== undefined || parsed.at !== undefined)
    throw new QuartetError('invalid_argument', 'is no series; one is written name{label="value"}');
  const other = parsed.matchers.find(({ op }) => op !== '=');
  if (other !== undefined)
    throw new QuartetError('invalid_argument', `has ${other.name}${other.op}; a series has its labels with =`);
  return labelsFrom(parsed.matchers.map(({ name, value }) => [name, value]));
}
