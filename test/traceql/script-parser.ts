import type { StoredSpan } from '../../src/model/stored-span.js';
import { Cursor } from '../../src/rules/unit-test/cursor.js';
import { type ScriptLine, scriptBlocks } from '../support/script-blocks.js';
import { type NamedSpan, readDuration, readSpans, ZERO_NS } from './span-notation.js';

/** What was loaded before a query. The queries between two changes of it share one object. */
export interface ScriptData {
  readonly spans: readonly StoredSpan[];
  /** What the script calls them. */
  readonly labels: ReadonlyMap<string, string>;
}

/** A spanset of an answer: what is not given is not judged. */
export interface ExpectedSpanset {
  readonly trace?: string;
  /** Oldest first; `shown`: the attributes that the answer shows of it, as text. */
  readonly spans: readonly { readonly label: string; readonly shown?: string }[];
  /** Its own attributes as text. */
  readonly attributes?: string;
}

export interface ExpectedSeries {
  /** As text. */
  readonly labels: string;
  /** NaN for none. */
  readonly values: readonly number[];
}

interface Expected {
  readonly spansets: readonly ExpectedSpanset[];
  readonly series: readonly ExpectedSeries[];
  /** The query is refused, with this within its message. */
  readonly failure?: string;
  /** Traces or series come in this order. */
  readonly ordered: boolean;
  /** No other series than these are judged. */
  readonly some: boolean;
}

/** When a query looks and how: times in ns since 1970. */
type Asked =
  | { readonly kind: 'search'; readonly start: bigint; readonly end: bigint; readonly limit: number }
  | { readonly kind: 'range'; readonly start: bigint; readonly end: bigint; readonly step: bigint }
  | { readonly kind: 'instant'; readonly start: bigint; readonly end: bigint };

/** One query of a script with what it must answer. */
export interface ScriptQuery {
  readonly line: number;
  readonly query: string;
  readonly asked: Asked;
  readonly expected: Expected;
  readonly data: ScriptData;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const NS_PER_SECOND = 1_000_000_000n;
/** What a search sees unless told. */
const SEARCHED = { start: ZERO_NS - 10n * NS_PER_SECOND, end: ZERO_NS + 100n * NS_PER_SECOND };
const LIMIT = 1_000;

/** Tells spans of a trace apart, those that share an id too. */
export const spanKey = (traceId: string, spanId: string, startNs: bigint, name: string): string =>
  `${traceId} ${spanId} ${startNs} ${name}`;

/** The queries of a script. `README.md` beside it tells the language. Throws with the line where it is not understood. */
export function parseScript(text: string): ScriptQuery[] {
  const queries: ScriptQuery[] = [];
  let data: ScriptData = { spans: [], labels: new Map() };
  for (const { head, line, body } of scriptBlocks(text)) {
    const trace = /^trace ([0-9a-f]+)$/.exec(head)?.[1];
    if (head === 'clear') data = { spans: [], labels: new Map() };
    else if (trace !== undefined) data = withSpans(data, readSpans(trace, body));
    else {
      const { query, asked } = questionOf(head, line);
      queries.push({ line, data, query, asked, expected: expectedOf(asked, body) });
    }
  }
  return queries;
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

function withSpans({ spans, labels }: ScriptData, added: readonly NamedSpan[]): ScriptData {
  return {
    spans: [...spans, ...added.map(({ span }) => span)],
    labels: new Map([
      ...labels,
      ...added.map(({ label, span }): [string, string] => [
        spanKey(hex(span.traceId), hex(span.spanId), span.startNs, span.name),
        label,
      ]),
    ]),
  };
}

function questionOf(head: string, line: number): Pick<ScriptQuery, 'query' | 'asked'> {
  const cursor = new Cursor(head);
  const word = (text: string): boolean => {
    const found = cursor.accept(`${text} `);
    cursor.skipSpaces();
    return found;
  };
  const duration = (): bigint => {
    const ns = readDuration(cursor);
    cursor.skipSpaces();
    return ns;
  };
  if (!word('eval')) throw new Error(`line ${line}: not understood: ${head}`);
  const [isRange, isInstant] = [word('range'), word('instant')];
  const limit = word('limit') ? Number(cursor.word()) : LIMIT;
  cursor.skipSpaces();
  const start = word('from') ? ZERO_NS + duration() : SEARCHED.start;
  const end = word('to') ? ZERO_NS + duration() : SEARCHED.end;
  const step = word('step') ? duration() : NS_PER_SECOND;
  const query = cursor.rest();
  if (isRange) return { query, asked: { kind: 'range', start, end, step } };
  if (isInstant) return { query, asked: { kind: 'instant', start, end } };
  return { query, asked: { kind: 'search', start, end, limit } };
}

function expectedOf({ kind }: Asked, body: readonly ScriptLine[]): Expected {
  const expected: Mutable<Expected> = { spansets: [], series: [], ordered: false, some: false };
  for (const { text, line } of body) {
    try {
      if (text === 'expect ordered') expected.ordered = true;
      else if (text === 'expect some') expected.some = true;
      else if (text.startsWith('expect fail ')) expected.failure = text.slice('expect fail '.length);
      else if (kind !== 'search' && text !== 'none') expected.series = [...expected.series, seriesOf(text)];
      else if (text !== 'none') expected.spansets = [...expected.spansets, spansetOf(text)];
    } catch (error) {
      throw new Error(`line ${line}: ${(error as Error).message}`);
    }
  }
  return expected;
}

/** `a: root child{fam="x"} | count()=2`. */
function spansetOf(text: string): ExpectedSpanset {
  const cursor = new Cursor(text);
  const trace = /^([0-9a-f]+): /.exec(text);
  if (trace !== null) cursor.at = trace[0].length;
  const spans: Mutable<ExpectedSpanset['spans'][number]>[] = [];
  for (;;) {
    cursor.skipSpaces();
    if (cursor.isAtEnd || cursor.accept('| ')) break;
    const span: Mutable<ExpectedSpanset['spans'][number]> = { label: cursor.match(/[^\s{]+/y) };
    if (cursor.peek() === '{') span.shown = cursor.match(/\{("(\\.|[^"\\])*"|[^}"])*\}/y);
    spans.push(span);
  }
  return {
    spans,
    ...(trace !== null && { trace: trace[1]! }),
    ...(!cursor.isAtEnd && { attributes: cursor.rest() }),
  };
}

/** `{name="x"} 0 1.5 _`. */
function seriesOf(text: string): ExpectedSeries {
  const cursor = new Cursor(text);
  const labels = cursor.match(/\{("(\\.|[^"\\])*"|[^}"])*\}/y);
  if (labels === '') cursor.fail('expected labels');
  const values = cursor
    .rest()
    .trim()
    .split(/\s+/)
    .flatMap((word) => {
      const times = /^(.+)x(\d+)$/.exec(word);
      const value = times?.[1] ?? word;
      return Array.from({ length: Number(times?.[2] ?? 1) }, () => (value === '_' ? Number.NaN : Number(value)));
    });
  return { labels, values };
}
