import { readLines } from '../recorded-lines.js';
import type { MessageName } from './protobuf.js';

/** A request and the answer that Tempo gave. */
export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly params?: Readonly<Record<string, string | number | readonly string[]>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly requestBody?: object;
  readonly status: number;
  /** Parsed where it is JSON; protobuf as `$base64`. */
  readonly body?: unknown;
  /** What the answer is where it is protobuf. */
  readonly proto?: MessageName;
  /** What of the answer counts. */
  readonly compare?: {
    /** The status alone. */
    readonly ignoreBody?: boolean;
    /** How many traces or values there are. */
    readonly countOnly?: boolean;
    /** How many series there are. */
    readonly seriesCountOnly?: boolean;
    /** Series that have this label are left out. */
    readonly dropLabel?: string;
    /** The order of the traces counts. */
    readonly ordered?: boolean;
  };
}

export interface RecordedCase extends RecordedRequest {
  readonly id: string;
  readonly group: string;
  /** What is odd about Tempo's answer; another one passes. */
  readonly quirk?: string;
}

const file = (name: string): URL => new URL(name, import.meta.url);

export const KNOWN_DIFFERENCES = file('known-differences.ndjson');

export const readCases = (): RecordedCase[] =>
  readLines(file('cases.ndjson.gz')).map((line) => JSON.parse(line) as RecordedCase);

/** The data set: bodies of OTLP requests in JSON. */
export const readRequests = (): string[] => readLines(file('dataset.ndjson.gz'));
