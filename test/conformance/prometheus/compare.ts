import { excerpt, type Json, parseJson, sortedJson } from '../json.js';
import { right, type Verdict, wrong } from '../outcome.js';
import { differenceOfResults } from './compare-results.js';
import { differenceOfExemplars } from './compare-values.js';
import type { RecordedCase } from './recorded-case.js';

/** Compares an answer with the recorded one. */
export function judge(recorded: RecordedCase, status: number, text: string): Verdict {
  if (recorded.status !== status) return wrong(`HTTP ${status}, want ${recorded.status}: ${excerpt(text)}`);
  if (recorded.compare === 'status') return right();
  if (recorded.compare === 'ndjson' && recorded.status === 200) return wrong(differenceOfSearches(recorded, text));
  if (typeof recorded.body === 'string') return judgeText(recorded, text);
  return judgeJson(recorded, text);
}

function judgeText({ body, compare }: RecordedCase, text: string): Verdict {
  const wanted = body as string;
  if (wanted.trim() === text.trim()) return right();
  const difference = `body ${excerpt(text)}, want ${excerpt(wanted)}`;
  return compare === 'text' ? wrong(difference) : right(difference);
}

function judgeJson(recorded: RecordedCase, text: string): Verdict {
  const want = recorded.body as Json;
  const got = parseJson(text);
  if (got === undefined) return wrong(`body is not JSON: ${excerpt(text)}`);
  if (want.status !== got.status) return wrong(`status ${got.status}, want ${want.status}`);
  if (want.status === 'error') {
    if (want.errorType !== got.errorType)
      return wrong(`errorType ${got.errorType}, want ${want.errorType} (${excerpt(got.error)})`);
    if (want.error === got.error || recorded.softUnstable) return right();
    return right(`error ${JSON.stringify(got.error)}, want ${JSON.stringify(want.error)}`);
  }
  const soft = ['warnings', 'infos'].flatMap((field) => {
    const [wanted, found] = [want[field] ?? [], got[field] ?? []].map((texts: string[]) =>
      sortedJson(texts.toSorted()),
    );
    return wanted === found ? [] : [`${field} ${excerpt(found, 400)}, want ${excerpt(wanted, 400)}`];
  });
  return { wrong: differenceOfData(recorded, want.data, got.data), soft };
}

function differenceOfData({ compare, ordered = false }: RecordedCase, want: Json, got: Json): string {
  if (compare === 'shape') return differenceOfShapes(want, got);
  if (compare === 'count-min') return '';
  if (compare === 'exemplars') return differenceOfExemplars(want, got);
  if (want?.resultType !== undefined)
    return differenceOfResults(want, got, { ordered, countOnly: compare === 'count' });
  if (compare === 'count') return got?.length === want.length ? '' : `${got?.length} items, want ${want.length}`;
  if (Array.isArray(want) && Array.isArray(got)) return differenceOfLists(want, got, compare !== 'set');
  return sortedJson(want) === sortedJson(got) ? '' : `data ${excerpt(got, 300)}, want ${excerpt(want, 300)}`;
}

function differenceOfLists(want: Json[], got: Json[], ordered: boolean): string {
  const [wanted, found] = [want.map(sortedJson), got.map(sortedJson)];
  const missing = wanted.find((item) => !found.includes(item));
  const unexpected = found.find((item) => !wanted.includes(item));
  const parts = [
    ...(want.length === got.length ? [] : [`${got.length} items, want ${want.length}`]),
    ...(missing === undefined ? [] : [`missing ${excerpt(missing)}`]),
    ...(unexpected === undefined ? [] : [`unexpected ${excerpt(unexpected)}`]),
  ];
  if (parts.length === 0 && ordered && wanted.join() !== found.join()) parts.push('the order differs');
  return parts.join('; ');
}

/** Every recorded field is there with a value of its type; of lists the first item is looked at. */
function differenceOfShapes(want: Json, got: Json, path = 'data'): string {
  const typeOf = (value: Json) => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);
  if (typeOf(want) !== typeOf(got)) return `${path}: ${typeOf(got)}, want ${typeOf(want)}`;
  if (Array.isArray(want))
    return want.length > 0 && got.length > 0 ? differenceOfShapes(want[0], got[0], `${path}[0]`) : '';
  if (typeOf(want) !== 'object') return '';
  for (const key of Object.keys(want)) {
    if (!Object.hasOwn(got, key)) return `${path}.${key} is missing`;
    const difference = differenceOfShapes(want[key], got[key], `${path}.${key}`);
    if (difference) return difference;
  }
  return '';
}

/** Answers of the search API: lines with `results`, in any order unless the request sorts, and a line that ends them. */
function differenceOfSearches({ body, params }: RecordedCase, text: string): string {
  const isSorted = params.some(([name]) => name === 'sort_by');
  const read = (lines: string) => {
    const parsed = lines.split('\n').filter(Boolean).map(parseJson);
    const results = parsed.flatMap((line) => line?.results ?? []).map(sortedJson);
    return { results: sortedJson(isSorted ? results : results.sort()), end: parsed.at(-1) };
  };
  const [want, got] = [read(body as string), read(text)];
  if (want.results !== got.results) return `results ${excerpt(got.results)}, want ${excerpt(want.results)}`;
  const agrees = want.end?.status === got.end?.status && want.end?.has_more === got.end?.has_more;
  return agrees ? '' : `last line ${excerpt(got.end)}, want ${excerpt(want.end)}`;
}
