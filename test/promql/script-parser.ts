import type { Labels } from '../../src/model/labels.js';
import { FEATURES, type Feature } from '../../src/promql/features.js';
import { Cursor } from '../../src/rules/unit-test/cursor.js';
import { readNumber } from '../../src/rules/unit-test/histogram-notation.js';
import { readValues, type SeriesValue } from '../../src/rules/unit-test/series-values.js';
import { type ScriptLine, scriptBlocks } from '../support/script-blocks.js';
import { scriptDuration } from './duration.js';
import { readLabels } from './series-notation.js';

/** A series that a script loads: one point each `step` ms from time 0 on. */
export interface LoadedSeries {
  readonly labels: Labels;
  readonly step: number;
  readonly values: readonly SeriesValue[];
}

export interface ExpectedSeries {
  readonly labels: Labels;
  readonly values: readonly SeriesValue[];
}

/** What is said of annotations: they must come (`text` within one of them), or there must be none. */
interface ExpectedAnnotation {
  readonly level: 'warn' | 'info';
  readonly comes: boolean;
  readonly text: string;
}

export interface Expected {
  readonly series: readonly ExpectedSeries[];
  /** Of a scalar. */
  readonly scalar?: number;
  readonly string?: string;
  /** The query is refused, with this within its message. */
  readonly failure?: string;
  readonly ordered: boolean;
  readonly annotations: readonly ExpectedAnnotation[];
}

/** One query of a script with what it must answer; times in ms. */
export interface ScriptQuery {
  readonly line: number;
  readonly query: string;
  /** `start` is `end` for an instant query, which has no step. */
  readonly start: number;
  readonly end: number;
  readonly step?: number;
  readonly expected: Expected;
  /** What was loaded before it. */
  readonly data: readonly LoadedSeries[];
  readonly features: ReadonlySet<Feature>;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const INSTANT = /^eval instant at (\S+) (.+)$/;
const RANGE = /^eval range from (\S+) to (\S+) step (\S+) (.+)$/;

/** The queries of a script. `README.md` beside it tells the language. Throws with the line where it is not understood. */
export function parseScript(text: string): ScriptQuery[] {
  const queries: ScriptQuery[] = [];
  let data: LoadedSeries[] = [];
  let features: ReadonlySet<Feature> = new Set();
  for (const block of scriptBlocks(text)) {
    const { head, line, body } = block;
    if (head === 'clear') data = [];
    else if (head.startsWith('features')) features = new Set(head.split(/\s+/).slice(1).map(featureNamed));
    else if (head.startsWith('load '))
      data = [...data, ...body.map(({ text: series }) => loaded(series, head.slice(5)))];
    else queries.push({ line, data, features, ...spanOf(head, line), expected: expectedOf(body) });
  }
  return queries;
}

function featureNamed(name: string): Feature {
  const feature = FEATURES.find((known) => known === name);
  if (feature === undefined) throw new Error(`no feature ${JSON.stringify(name)}`);
  return feature;
}

function loaded(text: string, step: string): LoadedSeries {
  const cursor = new Cursor(text);
  const labels = readLabels(cursor);
  return { labels, step: scriptDuration(step), values: readValues(cursor) };
}

function spanOf(head: string, line: number): Pick<ScriptQuery, 'query' | 'start' | 'end' | 'step'> {
  const instant = INSTANT.exec(head);
  if (instant !== null) {
    const at = scriptDuration(instant[1]!);
    return { query: instant[2]!, start: at, end: at };
  }
  const range = RANGE.exec(head);
  if (range === null) throw new Error(`line ${line}: not understood: ${head}`);
  const [start, end, step] = range.slice(1, 4).map(scriptDuration);
  return { query: range[4]!, start: start!, end: end!, step: step! };
}

function expectedOf(body: readonly ScriptLine[]): Expected {
  const expected: Mutable<Expected> = { series: [], ordered: false, annotations: [] };
  for (const { text, line } of body) {
    try {
      if (text.startsWith('expect ')) applyExpect(expected, text.slice('expect '.length));
      else applyResult(expected, text);
    } catch (error) {
      throw new Error(`line ${line}: ${(error as Error).message}`);
    }
  }
  return expected;
}

function applyExpect(expected: Mutable<Expected>, line: string): void {
  const [, word, text] = /^(\S+)\s*(.*)$/.exec(line)!;
  const rule = EXPECT_LINES[word as keyof typeof EXPECT_LINES];
  if (rule === undefined) throw new Error(`not understood: expect ${word}`);
  Object.assign(expected, rule(text!, expected));
}

const annotation =
  (level: 'warn' | 'info', comes: boolean) =>
  (text: string, { annotations }: Expected): Partial<Expected> => ({
    annotations: [...annotations, { level, comes, text }],
  });

const EXPECT_LINES = {
  fail: (text: string): Partial<Expected> => ({ failure: text }),
  ordered: (): Partial<Expected> => ({ ordered: true }),
  string: (text: string): Partial<Expected> => ({ string: JSON.parse(text) as string }),
  warn: annotation('warn', true),
  info: annotation('info', true),
  no_warn: annotation('warn', false),
  no_info: annotation('info', false),
};

/** A series with its values, or a scalar alone. */
function applyResult(expected: Mutable<Expected>, text: string): void {
  const cursor = new Cursor(text);
  if (/^[+-]?(\d|Inf\b|NaN\b)/.test(text)) {
    expected.scalar = readNumber(cursor);
    return;
  }
  const labels = readLabels(cursor);
  expected.series = [...expected.series, { labels, values: readValues(cursor) }];
}
