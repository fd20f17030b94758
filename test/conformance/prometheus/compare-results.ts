import { equalTimes } from '../equal-values.js';
import { excerpt, type Json, sortedJson } from '../json.js';
import { differenceOfPointLists, differenceOfPoints } from './compare-values.js';

interface Options {
  /** The order of a vector's series counts. */
  readonly ordered: boolean;
  /** Only the number of series counts. */
  readonly countOnly: boolean;
}

/** What differs between two `{ resultType, result }`, or an empty text. */
export function differenceOfResults(want: Json, got: Json, options: Options): string {
  if (want.resultType !== got?.resultType) return `resultType ${got?.resultType}, want ${want.resultType}`;
  return COMPARISONS[want.resultType as keyof typeof COMPARISONS](want.result, got.result, options);
}

const COMPARISONS = {
  scalar: differenceOfPoints,
  string: (want: Json, got: Json) =>
    Array.isArray(got) && equalTimes(want[0], got[0]) && want[1] === got[1]
      ? ''
      : `string ${excerpt(got)}, want ${excerpt(want)}`,
  vector: (want: Json, got: Json, options: Options) =>
    differenceOfSeries(want, got, options, differenceOfSamples) ||
    (options.ordered ? differenceOfOrder(want, got) : ''),
  matrix: (want: Json, got: Json, options: Options) => differenceOfSeries(want, got, options, differenceOfRanges),
};

const differenceOfSamples = (want: Json, got: Json): string =>
  differenceOfPoints(want.value, got.value) || differenceOfPoints(want.histogram, got.histogram);

const differenceOfRanges = (want: Json, got: Json): string =>
  differenceOfPointLists(want.values, got.values) || differenceOfPointLists(want.histograms, got.histograms);

const keyOf = (series: Json): string => sortedJson(series?.metric ?? {});

function differenceOfSeries(
  want: Json[],
  got: Json,
  { countOnly }: Options,
  differenceOf: (want: Json, got: Json) => string,
): string {
  if (!Array.isArray(got)) return 'result is not a list';
  const counts = `got ${got.length}, want ${want.length} series`;
  if (countOnly) return want.length === got.length ? '' : counts;
  const found = new Map<string, Json>(got.map((series) => [keyOf(series), series]));
  if (found.size < got.length) return `duplicate series: ${found.size} label sets in ${got.length} series`;
  for (const series of want) {
    const key = keyOf(series);
    const theirs = found.get(key);
    if (theirs === undefined) return `missing series ${excerpt(key)} (${counts}; first got ${excerpt(keyOf(got[0]))})`;
    const difference = differenceOf(series, theirs);
    if (difference) return `${excerpt(key)}: ${difference}`;
  }
  if (got.length === want.length) return '';
  const wanted = new Set(want.map(keyOf));
  return `unexpected series ${excerpt([...found.keys()].find((key) => !wanted.has(key)))} (${counts})`;
}

function differenceOfOrder(want: Json[], got: Json[]): string {
  const at = want.findIndex((series, i) => keyOf(series) !== keyOf(got[i]));
  return at < 0 ? '' : `order: position ${at} is ${excerpt(keyOf(got[at]))}, want ${excerpt(keyOf(want[at]))}`;
}
