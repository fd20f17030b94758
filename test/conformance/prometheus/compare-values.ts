import { equalFloats, equalTimes } from '../equal-values.js';
import { excerpt, type Json, sortedJson } from '../json.js';

/**
 * Comparisons of values as the query API writes them. Each gives what differs, or an empty text.
 * https://prometheus.io/docs/prometheus/latest/querying/api/#expression-query-result-formats
 */

/** `{ count, sum, buckets: [[rule, lower, upper, count], …] }`. */
function differenceOfHistograms(want: Json, got: Json): string {
  if (!want || !got) return 'histogram missing';
  for (const field of ['count', 'sum'])
    if (!equalFloats(want[field], got[field])) return `${field} ${got[field]}, want ${want[field]}`;
  const [wanted, found] = [want.buckets ?? [], got.buckets ?? []];
  if (wanted.length !== found.length) return `${found.length} buckets, want ${wanted.length}`;
  for (const [i, bucket] of wanted.entries()) {
    const agrees = bucket[0] === found[i][0] && [1, 2, 3].every((field) => equalFloats(bucket[field], found[i][field]));
    if (!agrees) return `bucket ${i}: ${excerpt(found[i])}, want ${excerpt(bucket)}`;
  }
  return '';
}

/** `[seconds, value or histogram]`, or nothing on both sides. */
export function differenceOfPoints(want: Json, got: Json): string {
  if (!want || !got) return want ? 'value missing' : got ? 'unexpected value' : '';
  if (!equalTimes(want[0], got[0])) return `timestamp ${got[0]}, want ${want[0]}`;
  if (typeof want[1] === 'object') {
    const difference = differenceOfHistograms(want[1], got[1]);
    return difference && `@${want[0]} ${difference}`;
  }
  return equalFloats(want[1], got[1]) ? '' : `@${want[0]} value ${excerpt(got[1])}, want ${want[1]}`;
}

export function differenceOfPointLists(want: Json[] = [], got: Json[] = []): string {
  for (let i = 0; i < Math.min(want.length, got.length); i++) {
    const difference = differenceOfPoints(want[i], got[i]);
    if (difference) return difference;
  }
  return want.length === got.length ? '' : `${got.length} points, want ${want.length}`;
}

export function differenceOfExemplars(want: Json[], got: Json): string {
  if (!Array.isArray(got)) return 'data is not a list';
  const found = new Map<string, Json>(got.map((series) => [sortedJson(series.seriesLabels), series.exemplars]));
  const inTime = (exemplars: Json[]) => exemplars.toSorted((a, b) => a.timestamp - b.timestamp);
  for (const { seriesLabels, exemplars } of want) {
    const theirs = found.get(sortedJson(seriesLabels));
    if (theirs === undefined) return `missing ${excerpt(seriesLabels)}`;
    if (theirs.length !== exemplars.length) return `${theirs.length} exemplars, want ${exemplars.length}`;
    const ours = inTime(theirs);
    for (const [i, exemplar] of inTime(exemplars).entries()) {
      const agrees =
        sortedJson(exemplar.labels) === sortedJson(ours[i].labels) &&
        equalFloats(exemplar.value, ours[i].value) &&
        equalTimes(exemplar.timestamp, ours[i].timestamp);
      if (!agrees) return `exemplar ${excerpt(ours[i])}, want ${excerpt(exemplar)}`;
    }
  }
  return want.length === got.length ? '' : `${got.length} series, want ${want.length}`;
}
