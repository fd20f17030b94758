import { compareLabels } from '../../model/labels.js';
import { labelsKey } from '../../model/labels-key.js';
import { equalHistograms } from '../../promql/histogram/equal.js';
import type { RuleSample } from '../rule-query.js';
import type { ExpectedSample } from './rule-test.js';
import { shownSample } from './shown.js';

/**
 * How samples differ from the expected ones, a line each: `-` what did not come, `+` what came instead. `isFuzzy`: floats
 * whose last bit differs are equal.
 */
export function compareSamples(
  expected: readonly ExpectedSample[],
  found: readonly RuleSample[],
  isFuzzy: boolean,
): string[] {
  const wanted = [...expected].sort(byLabels);
  const got = [...found].sort(byLabels);
  const lines: string[] = [];
  let [i, j] = [0, 0];
  while (i < wanted.length || j < got.length) {
    const order = i === wanted.length ? 1 : j === got.length ? -1 : byLabels(wanted[i]!, got[j]!);
    if (order === 0 && equalValues(wanted[i]!, got[j]!, isFuzzy)) {
      i++;
      j++;
      continue;
    }
    if (order <= 0) lines.push(`- ${shownSample(wanted[i++]!)}`);
    if (order >= 0) lines.push(`+ ${shownSample(got[j++]!)}`);
  }
  return lines;
}

const byLabels = (a: RuleSample, b: RuleSample): number =>
  labelsKey(a.labels) === labelsKey(b.labels) ? 0 : compareLabels(a.labels, b.labels);

function equalValues(a: RuleSample, b: RuleSample, isFuzzy: boolean): boolean {
  if (a.histogram !== undefined && b.histogram !== undefined) return equalHistograms(a.histogram, b.histogram);
  if (a.histogram !== undefined || b.histogram !== undefined) return false;
  if (a.value === b.value || (Number.isNaN(a.value) && Number.isNaN(b.value))) return true;
  return isFuzzy && neighbours(a.value, b.value);
}

/** Whether no double lies between them. */
function neighbours(a: number, b: number): boolean {
  if (!Number.isFinite(a) || !Number.isFinite(b) || Math.sign(a) !== Math.sign(b)) return false;
  const [left, right] = new BigInt64Array(Float64Array.of(a, b).buffer);
  const distance = left! - right!;
  return distance >= -1n && distance <= 1n;
}
