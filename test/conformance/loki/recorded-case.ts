import { readLines } from '../recorded-lines.js';

/** Names with one value or several. */
type Pairs = Readonly<Record<string, string | readonly string[]>>;

/** A request and the answer that Loki gave. */
export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  /** Of the URL. */
  readonly params?: Pairs;
  /** The body, as a form. */
  readonly form?: Pairs;
  /** The body as it is sent, with `gzip` compressed. */
  readonly reqBody?: string;
  readonly gzip?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  readonly status: number;
  /** Parsed where it is JSON. */
  readonly body?: unknown;
  /** The text of the error names whichever of several lines came first: it is not compared. */
  readonly anyText?: boolean;
}

export interface RecordedCase extends RecordedRequest {
  readonly id: string;
  readonly group: string;
  /** What is to be asked after a push. */
  readonly verify?: RecordedRequest;
}

const file = (name: string): URL => new URL(name, import.meta.url);

export const KNOWN_DIFFERENCES = file('known-differences.ndjson');
export const SETTINGS = file('settings.yaml');

/** Pushes stand at the end: they add streams, which the other cases must not see. */
export function readCases(): RecordedCase[] {
  const cases = readLines(file('cases.ndjson.gz')).map((line) => JSON.parse(line) as RecordedCase);
  return cases.toSorted((a, b) => Number(a.group === 'push') - Number(b.group === 'push'));
}

/** The data set: bodies of pushes. */
export const readPushes = (): string[] => readLines(file('dataset.ndjson.gz'));
