import { readAnsi } from './ansi';

/** A run of a line: its look by escape sequences, and whether a filter has found it. */
export interface Piece {
  readonly text: string;
  readonly look: string;
  readonly isMark: boolean;
}

/** Marks in one line; beyond them a line is all marks and nothing stands out. */
const MOST_MARKS = 200;

/** Quantifiers in quantified groups: RE2 runs them in linear time, a browser's engine may not end. */
const NESTED = /\((?:[^()\\]|\\.)*[+*}](?:[^()\\]|\\.)*\)\s*[+*{]/;

/** What the texts and expressions of line filters match. RE2's `(?i)` and `(?P<name>` are read; what is not is found as text. */
export function marksOf(words: readonly string[]): RegExp | undefined {
  const insensitive = words.some((word) => word.startsWith('(?i)'));
  const sources = words.filter((word) => word !== '').map((word) => sourceOf(word.replace(/^\(\?i\)/, '')));
  return sources.length === 0 ? undefined : new RegExp(sources.join('|'), insensitive ? 'gi' : 'g');
}

function sourceOf(word: string): string {
  const text = word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  // Names of groups may stand twice in several filters.
  const pattern = word.replace(/\(\?P?<\w+>/g, '(?:');
  if (NESTED.test(pattern)) return text;
  try {
    return new RegExp(pattern).test('') ? text : `${text}|(?:${pattern})`;
  } catch {
    return text;
  }
}

/** A line in pieces, in order: together they are its text without escape sequences. */
export function piecesOf(line: string, marks: RegExp | undefined): Piece[] {
  const runs = readAnsi(line);
  if (marks === undefined) return runs.map((run) => ({ ...run, isMark: false }));
  const plain = runs.map(({ text }) => text).join('');
  const found = rangesOf(plain, marks);
  const pieces: Piece[] = [];
  let start = 0;
  let next = 0;
  for (const { text, look } of runs) {
    const end = start + text.length;
    let at = start;
    while (at < end) {
      while (next < found.length && found[next]![1] <= at) next++;
      const [from, to] = found[next] ?? [end, end];
      const isMark = from <= at;
      const until = Math.min(end, isMark ? to : from);
      pieces.push({ text: plain.slice(at, until), look, isMark });
      at = until;
    }
    start = end;
  }
  return pieces;
}

function rangesOf(text: string, marks: RegExp): (readonly [from: number, to: number])[] {
  const ranges: (readonly [number, number])[] = [];
  for (const match of text.matchAll(marks)) {
    if (match[0] !== '') ranges.push([match.index, match.index + match[0].length]);
    if (ranges.length === MOST_MARKS) break;
  }
  return ranges;
}
