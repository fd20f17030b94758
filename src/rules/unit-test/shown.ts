import { formatDuration } from '../../lib/duration.js';
import { formatFloat } from '../../lib/format-float.js';
import { type Labels, METRIC_NAME } from '../../model/labels.js';
import { histogramText } from '../../promql/histogram/text.js';
import { pairsOf } from '../label-changes.js';
import type { RuleSample } from '../rule-query.js';

/** `name{label="value", …}`. */
export function shownLabels(labels: Labels): string {
  const pairs = pairsOf(labels);
  const name = pairs.find(([label]) => label === METRIC_NAME)?.[1] ?? '';
  const others = pairs.filter(([label]) => label !== METRIC_NAME);
  return `${name}{${others.map(([label, value]) => `${label}=${JSON.stringify(value)}`).join(', ')}}`;
}

export const shownSample = ({ labels, value, histogram }: RuleSample): string =>
  `${shownLabels(labels)} ${histogram === undefined ? formatFloat(value) : histogramText(histogram)}`;

/** A time from the start of a test. */
export const shownTime = (ms: number): string => formatDuration(ms);

/** What was expected and did not come (`-`), and what came and was not expected (`+`). */
export function differences(expected: readonly string[], found: readonly string[]): string[] {
  const left = [...found];
  const missing = expected.filter((one) => {
    const at = left.indexOf(one);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return [...missing.map((one) => `- ${one}`), ...left.map((one) => `+ ${one}`)];
}
