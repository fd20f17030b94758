import type { Labels } from '../../src/model/labels.js';
import { Cursor } from '../../src/rules/unit-test/cursor.js';
import { readValues, type SeriesValue } from '../../src/rules/unit-test/series-values.js';
import type { LogEntry } from '../../src/storage/interface.js';
import { scriptDuration } from '../promql/duration.js';
import { readLabels } from '../promql/series-notation.js';
import { type ScriptLine, scriptBlocks } from '../support/script-blocks.js';
import { readText } from './script-text.js';

/** An entry of an answer: what is not given is not judged. */
export interface ExpectedEntry {
  /** Those that stream and metadata do not have in the same way; `-` for those of theirs that are gone. */
  readonly labels?: Labels;
  readonly text?: string;
}

export interface Expected {
  readonly entries: readonly ExpectedEntry[];
  readonly series: readonly { readonly labels: Labels; readonly values: readonly SeriesValue[] }[];
  readonly scalar?: number;
  /** The query is refused, with this within its message. */
  readonly failure?: string;
  /** The series come in this order. */
  readonly ordered: boolean;
}

/** One query of a script with what it must answer; times in ms. */
export interface ScriptQuery {
  readonly line: number;
  readonly query: string;
  /** An instant query has no step; a log query reads everything. */
  readonly span: 'log' | { readonly start: number; readonly end: number; readonly step?: number };
  readonly expected: Expected;
  /** What was loaded before it. */
  readonly data: readonly LogEntry[];
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const STREAM = /^stream (?<labels>\{.*?\})(?: metadata (?<metadata>\{.*?\}))?(?: every (?<step>\S+))?$/;
const INSTANT = /^eval instant at (\S+) (.+)$/;
const RANGE = /^eval range from (\S+) to (\S+) step (\S+) (.+)$/;
const EVERYTHING = '{app=~".+"}';

/** The queries of a script. `README.md` beside it tells the language. Throws with the line where it is not understood. */
export function parseScript(text: string): ScriptQuery[] {
  const queries: ScriptQuery[] = [];
  let data: LogEntry[] = [];
  for (const { head, line, body } of scriptBlocks(text)) {
    if (head === 'clear') data = [];
    else if (head.startsWith('stream ')) data = [...data, ...entriesOf(head, line, body)];
    else queries.push({ line, data, ...queryOf(head, line), expected: expectedOf(head, body) });
  }
  return queries;
}

function entriesOf(head: string, line: number, body: readonly ScriptLine[]): LogEntry[] {
  const { labels, metadata = '{}', step = '1s' } = STREAM.exec(head)?.groups ?? {};
  if (labels === undefined) throw new Error(`line ${line}: not understood: ${head}`);
  const every = BigInt(scriptDuration(step)) * 1_000_000n;
  const stream = readLabels(new Cursor(labels));
  const beside = readLabels(new Cursor(metadata));
  return body.map(({ text }, i) => ({
    labels: stream,
    metadata: beside,
    ns: BigInt(i + 1) * every,
    // What is no UTF-8 is read back from the store as U+FFFD.
    line: Buffer.from(readText(new Cursor(text))).toString(),
  }));
}

function queryOf(head: string, line: number): Pick<ScriptQuery, 'query' | 'span'> {
  const rest = (word: string) => head.slice(word.length);
  if (head.startsWith('template ')) {
    return { query: `${EVERYTHING} | line_format ${JSON.stringify(rest('template '))}`, span: 'log' };
  }
  const instant = INSTANT.exec(head);
  if (instant !== null) {
    const at = scriptDuration(instant[1]!);
    return { query: instant[2]!, span: { start: at, end: at } };
  }
  const range = RANGE.exec(head);
  if (range !== null) {
    const [start, end, step] = range.slice(1, 4).map(scriptDuration);
    return { query: range[4]!, span: { start: start!, end: end!, step: step! } };
  }
  if (!head.startsWith('eval ')) throw new Error(`line ${line}: not understood: ${head}`);
  const query = rest('eval ');
  return { query: /^[|!]/.test(query) ? `${EVERYTHING} ${query}` : query, span: 'log' };
}

function expectedOf(head: string, body: readonly ScriptLine[]): Expected {
  const expected: Mutable<Expected> = { entries: [], series: [], ordered: false };
  const isMetric = INSTANT.test(head) || RANGE.test(head);
  for (const { text, line } of body) {
    try {
      if (text === 'expect ordered') expected.ordered = true;
      else if (text.startsWith('expect fail ')) expected.failure = readText(new Cursor(text, 'expect fail '.length));
      else if (isMetric) applySeries(expected, text);
      else if (text !== 'none') expected.entries = [...expected.entries, entryOf(text)];
    } catch (error) {
      throw new Error(`line ${line}: ${(error as Error).message}`);
    }
  }
  return expected;
}

/** `{label="value"} = text`, or either of them. */
function entryOf(text: string): ExpectedEntry {
  const cursor = new Cursor(text);
  const entry: Mutable<ExpectedEntry> = {};
  if (cursor.peek() === '{') {
    entry.labels = readLabels(cursor);
    cursor.skipSpaces();
    if (cursor.isAtEnd) return entry;
  }
  cursor.expect('=');
  cursor.accept(' ');
  entry.text = readText(cursor);
  return entry;
}

/** A series with its values, or a scalar alone. */
function applySeries(expected: Mutable<Expected>, text: string): void {
  const cursor = new Cursor(text);
  if (text.startsWith('{')) {
    const labels = readLabels(cursor);
    expected.series = [...expected.series, { labels, values: readValues(cursor) }];
    return;
  }
  const [scalar] = readValues(cursor);
  if (typeof scalar !== 'number') throw new Error('expected a number');
  expected.scalar = scalar;
}
