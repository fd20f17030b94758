import { equalFloats } from '../equal-values.js';
import { excerpt, type Json, sortedJson } from '../json.js';
import { right, type Verdict, wrong } from '../outcome.js';
import type { Answer } from './ask.js';
import { differenceOfSeries, differenceOfStreams, differenceOfVolumes } from './compare-results.js';
import type { RecordedRequest } from './recorded-case.js';

/** Compares an answer with the recorded one. */
export function judge(recorded: RecordedRequest, got: Answer): Verdict {
  const { status, body, anyText = false } = recorded;
  if (status !== got.status) return wrong(`HTTP ${got.status}, want ${status}: ${excerpt(got.body)}`);
  if (status >= 400) {
    const agrees = anyText || sortedJson(body) === sortedJson(got.body);
    return agrees ? right() : right(`error ${excerpt(got.body, 300)}, want ${excerpt(body, 300)}`);
  }
  const [want, found] = [body as Json, got.body as Json];
  if (want?.data?.resultType !== undefined) return judgeResult(recorded, want, found);
  return wrong(differenceOfJson(withoutOrder(recorded.path, want), withoutOrder(recorded.path, found)));
}

function judgeResult({ path, params = {}, form = {} }: RecordedRequest, want: Json, got: Json): Verdict {
  const { resultType, result } = want.data;
  if (got?.status !== want.status) return wrong(`status ${got?.status}, want ${want.status}`);
  if (got.data?.resultType !== resultType) return wrong(`resultType ${got.data?.resultType}, want ${resultType}`);
  if (!Array.isArray(got.data.result)) return wrong('result is not a list');
  if (path.includes('/index/volume')) return differenceOfVolumes(result, got.data.result);
  if (resultType === 'streams') return wrong(differenceOfStreams(result, got.data.result));
  if (resultType === 'scalar') return wrong(differenceOfScalars(result, got.data.result));
  const isSorted = /^\s*sort(_desc)?\s*\(/.test(String(params.query ?? form.query ?? ''));
  return wrong(differenceOfSeries(result, got.data.result, resultType === 'vector' && isSorted));
}

const differenceOfScalars = (want: Json, got: Json): string =>
  want[0] === got[0] && equalFloats(want[1], got[1]) ? '' : `scalar ${excerpt(got)}, want ${excerpt(want)}`;

/** Lists whose order means nothing, by the end of the path, and the one in the body. */
const UNORDERED: readonly (readonly [path: RegExp, list: string])[] = [
  [/\/(labels?|series|patterns)$|\/label\/[^/]+\/values$/, 'data'],
  [/\/detected_fields$/, 'fields'],
  [/\/detected_labels$/, 'detectedLabels'],
  [/\/detected_field\/[^/]+\/values$/, 'values'],
];

function withoutOrder(path: string, body: Json): Json {
  const list = UNORDERED.find(([pattern]) => pattern.test(path))?.[1];
  if (list === undefined || !Array.isArray(body?.[list])) return body;
  const items = body[list].map((item: Json) =>
    Array.isArray(item?.parsers) ? { ...item, parsers: item.parsers.toSorted() } : item,
  );
  return { ...body, [list]: items.map(sortedJson).sort() };
}

function differenceOfJson(want: Json, got: Json): string {
  for (const [name, wanted] of Object.entries(want)) {
    if (!Array.isArray(wanted) || !Array.isArray(got?.[name])) continue;
    const missing = wanted.find((item) => !got[name].includes(item));
    const unexpected = got[name].find((item: Json) => !wanted.includes(item));
    if (missing !== undefined || unexpected !== undefined)
      return `${name}: ${missing === undefined ? '' : `missing ${excerpt(missing)}`} ${unexpected === undefined ? '' : `unexpected ${excerpt(unexpected)}`}`;
  }
  return sortedJson(want) === sortedJson(got) ? '' : `${excerpt(got, 300)}, want ${excerpt(want, 300)}`;
}
