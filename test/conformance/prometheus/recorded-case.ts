import { readLines } from '../recorded-lines.js';
import type { FlagSetName } from './flag-sets.js';

/** How much of an answer must agree. */
type Comparison =
  /** Any text that has the recorded status. */
  | 'status'
  /** The body is the recorded text. */
  | 'text'
  /** The body is a text of the same meaning: another text is a soft difference. */
  | 'text-soft'
  /** The data without the statistics beside it. */
  | 'nostats'
  /** Fields and their types, not their values. */
  | 'shape'
  /** A list of the same items in any order. */
  | 'set'
  /** A list of as many items. */
  | 'count'
  /** Success is enough: the list depends on what else was written. */
  | 'count-min'
  | 'exemplars'
  /** Lines of JSON with results, closed by one with a status. */
  | 'ndjson';

/** A request to the query API and the answer that the real system gave. */
export interface RecordedCase {
  readonly id: string;
  readonly group: string;
  readonly flags: FlagSetName;
  readonly method: string;
  readonly path: string;
  readonly params: readonly (readonly [name: string, value: string])[];
  /** The body as it is sent, instead of the parameters as a form. */
  readonly raw?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The query sorts: the order of its series counts. */
  readonly ordered?: boolean;
  readonly compare?: Comparison;
  /** The text of the error names whichever of several series came first: it is not compared. */
  readonly softUnstable?: boolean;
  readonly status: number;
  /** Parsed where it is JSON. */
  readonly body: unknown;
}

const file = (name: string): URL => new URL(name, import.meta.url);

export const KNOWN_DIFFERENCES = file('known-differences.ndjson');

export const readCases = (): RecordedCase[] =>
  readLines(file('cases.ndjson.gz')).map((line) => JSON.parse(line) as RecordedCase);

/** The samples of the data set, as OpenMetrics text with our `#STALE` lines. */
export const readOpenMetrics = (): string => `${readLines(file('dataset.om.gz')).join('\n')}\n`;

/** The rest of the data set: bodies of OTLP/JSON requests. */
export const readOtlpRequests = (): string[] => readLines(file('otlp-metrics.ndjson.gz'));
