import { equalFloats, equalTimes, numberOf } from '../equal-values.js';
import { excerpt, type Json, sortedJson } from '../json.js';
import { right, type Verdict, wrong } from '../outcome.js';

/**
 * Comparisons of results as the query API writes them; what differs, or an empty text.
 * https://grafana.com/docs/loki/latest/reference/loki-http-api/#query-logs-within-a-range-of-time
 */

/** Volumes are estimates: those that are further apart than this count as reworded, and beyond twice as wrong. */
const VOLUME_TOLERANCE = 0.05;

/** Entries of each label set in the order of their times; those of one time in any. */
export function differenceOfStreams(want: Json[], got: Json[]): string {
  return differenceOfGroups(grouped(want, 'stream'), grouped(got, 'stream'), (wanted, found) => {
    const [a, b] = [inOrder(wanted), inOrder(found)];
    const at = a.findIndex((entry, i) => entry !== b[i]);
    return at < 0 ? '' : `entry ${at} is ${excerpt(b[at])}, want ${excerpt(a[at])}`;
  });
}

/** `ordered`: the order of the values counts. */
export function differenceOfSeries(want: Json[], got: Json[], ordered: boolean): string {
  const difference = differenceOfGroups(grouped(want, 'metric'), grouped(got, 'metric'), differenceOfPoints);
  if (difference !== '' || !ordered) return difference;
  const at = want.findIndex((series, i) => !equalFloats(series.value?.[1], got[i]?.value?.[1]));
  return at < 0 ? '' : `order: value ${at} is ${got[at].value[1]}, want ${want[at].value[1]}`;
}

export function differenceOfVolumes(want: Json[], got: Json[]): Verdict {
  let reworded: string | undefined;
  const difference = differenceOfGroups(grouped(want, 'metric'), grouped(got, 'metric'), (wanted, found) => {
    for (const [i, [time, value]] of wanted.entries()) {
      if (!equalTimes(time, found[i][0])) return `timestamp ${found[i][0]}, want ${time}`;
      const [a, b] = [numberOf(value), numberOf(found[i][1])];
      if (b < a / 2 || b > a * 2) return `volume ${b}, want about ${a}`;
      if (Math.abs(a - b) > VOLUME_TOLERANCE * a) reworded ??= `volume ${b}, want about ${a}`;
    }
    return '';
  });
  if (difference !== '') return wrong(difference);
  return reworded === undefined ? right() : right(reworded);
}

function differenceOfPoints(want: Json[], got: Json[]): string {
  const at = want.findIndex(([time, value], i) => !equalTimes(time, got[i][0]) || !equalFloats(value, got[i][1]));
  return at < 0 ? '' : `point ${at} is ${excerpt(got[at])}, want ${excerpt(want[at])}`;
}

/** Values by label set, the labels' order left out. */
function grouped(list: Json[], labels: 'stream' | 'metric'): Map<string, Json[]> {
  const groups = new Map<string, Json[]>();
  for (const one of list) {
    const key = sortedJson(one[labels]);
    groups.set(key, [...(groups.get(key) ?? []), ...(one.values ?? [one.value])]);
  }
  return groups;
}

function differenceOfGroups(
  want: ReadonlyMap<string, Json[]>,
  got: ReadonlyMap<string, Json[]>,
  differenceOf: (want: Json[], got: Json[]) => string,
): string {
  const counts = `got ${got.size}, want ${want.size} label sets`;
  for (const [key, wanted] of want) {
    const found = got.get(key);
    if (found === undefined) return `missing ${excerpt(key)} (${counts})`;
    const difference =
      wanted.length === found.length ? differenceOf(wanted, found) : `${found.length} values, want ${wanted.length}`;
    if (difference !== '') return `${excerpt(key)}: ${difference}`;
  }
  const unexpected = [...got.keys()].find((key) => !want.has(key));
  return unexpected === undefined ? '' : `unexpected ${excerpt(unexpected)} (${counts})`;
}

/** The entries as texts, those of equal times sorted among themselves. */
function inOrder(entries: Json[]): string[] {
  const texts: string[] = [];
  for (let start = 0, end = 0; start < entries.length; start = end) {
    while (end < entries.length && entries[end][0] === entries[start][0]) end++;
    texts.push(...entries.slice(start, end).map(sortedJson).sort());
  }
  return texts;
}
