import { RE2JS } from 're2js';
import { Expansion } from '../../../lib/go-expansion.js';
import { QuartetError } from '../../../model/errors.js';
import { labelValue } from '../../../model/labels.js';
import type { GridSeries } from '../../../vector/grid-series.js';
import { withLabel } from '../../../vector/grouping.js';
import type { LabelReplace } from '../../ast.js';

/** Bytes that a replaced label may have, about. */
const MAX_TEXT = 65_536;

/**
 * Sets a label to what a regular expression, which must match all of another label's value, makes of it; series that it
 * does not match stay as they are.
 * https://grafana.com/docs/loki/latest/query/metric_queries/#functions
 */
export function labelReplace(node: LabelReplace, series: readonly GridSeries[]): GridSeries[] {
  const regex = compiled(node.regex);
  const expansion = new Expansion(node.replacement, regex.namedGroups());
  return series.map((one) => {
    const match = regex.matcher(labelValue(one.labels, node.source));
    if (!match.find()) return one;
    const value = expansion.expand(match.groupCount(), (group) => match.group(group), MAX_TEXT);
    return one.withLabels(withLabel(one.labels, node.destination, value));
  });
}

function compiled(pattern: string): RE2JS {
  try {
    return RE2JS.compile(`^(?:${pattern})$`);
  } catch (error) {
    throw new QuartetError('invalid_argument', `parse error : invalid regex in label_replace: ${pattern}`, {
      cause: error,
    });
  }
}
