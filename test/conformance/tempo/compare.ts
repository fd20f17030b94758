import { equalFloats } from '../equal-values.js';
import { excerpt, type Json } from '../json.js';
import { right, type Verdict, wrong } from '../outcome.js';
import { type Answer, recordedAnswer } from './ask.js';
import { canonical } from './canonical.js';
import type { RecordedCase } from './recorded-case.js';

/** Compares an answer with the recorded one. */
export function judge(recorded: RecordedCase, got: Answer): Verdict {
  const difference = differenceOf(recorded, got);
  if (difference !== '') return recorded.quirk === undefined ? wrong(difference) : right(`a quirk: ${recorded.quirk}`);
  if (recorded.status < 400 || recorded.compare?.ignoreBody) return right();
  const [want, found] = [recorded.body, got.body].map((body) => String(body).trim());
  return want === found ? right() : right(`error ${excerpt(found, 300)}, want ${excerpt(want, 300)}`);
}

function differenceOf(recorded: RecordedCase, got: Answer): string {
  if (recorded.status !== got.status) return `HTTP ${got.status}, want ${recorded.status}: ${excerpt(got.body)}`;
  if (recorded.status >= 400) return '';
  return differenceOfValues(canonical(recorded, recordedAnswer(recorded)), canonical(recorded, got), '');
}

/** Where two values differ first. What has its default value may be left out, and numbers agree to 1e-9 of their size. */
function differenceOfValues(want: Json, got: Json, path: string): string {
  if (want === got || (isDefault(want) && isDefault(got))) return '';
  if (typeof want === 'number' && typeof got !== 'object' && equalFloats(want, got)) return '';
  if (typeof want !== 'object' || typeof got !== 'object' || want === null || got === null) {
    return `${path}: ${excerpt(got)}, want ${excerpt(want)}`;
  }
  if (Array.isArray(want) && Array.isArray(got)) return differenceOfLists(want, got, path);
  for (const name of new Set([...Object.keys(want), ...Object.keys(got)])) {
    const difference = differenceOfValues(want[name], got[name], `${path}/${excerpt(name, 100)}`);
    if (difference !== '') return difference;
  }
  return '';
}

function differenceOfLists(want: Json[], got: Json[], path: string): string {
  const missing = want.filter((item) => !got.includes(item));
  const unexpected = got.filter((item) => !want.includes(item));
  if (missing.length === 0 && unexpected.length === 0 && want.length === got.length) return '';
  return `${path}: missing ${excerpt(missing)}, unexpected ${excerpt(unexpected)}`;
}

const isDefault = (value: Json): boolean =>
  value === undefined ||
  value === null ||
  ['', '0', 0, false].includes(value) ||
  (typeof value === 'object' && Object.values(value).every(isDefault));
