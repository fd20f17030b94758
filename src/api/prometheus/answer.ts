/** What an endpoint answers with. */
export type Answer = DataAnswer | BareAnswer | BytesAnswer;

/** Goes out within Prometheus' envelope: https://prometheus.io/docs/prometheus/latest/querying/api/#format-overview */
export interface DataAnswer {
  /** What stands under `data`, as pieces of JSON text. */
  readonly data: Iterable<string>;
  readonly warnings?: readonly string[];
  readonly infos?: readonly string[];
}

/** Goes out as it is. */
export interface BareAnswer {
  readonly status: number;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: Iterable<string>;
}

/** Goes out as it is, and is not compressed. */
export interface BytesAnswer {
  readonly contentType: string;
  readonly bytes: Iterable<Buffer>;
}

export const json = (value: unknown): DataAnswer => ({ data: [JSON.stringify(value)] });

export const NO_CONTENT: BareAnswer = { status: 204, body: [] };

/** A list of which each item is made into text only when it is sent. */
export function* jsonList<T>(items: Iterable<T>, textOf: (item: T) => string): Generator<string> {
  let mark = '[';
  for (const item of items) {
    yield mark + textOf(item);
    mark = ',';
  }
  yield mark === '[' ? '[]' : ']';
}

/** The text of a successful answer. */
export function* envelope({ data, warnings = [], infos = [] }: DataAnswer): Generator<string> {
  yield '{"status":"success","data":';
  yield* data;
  if (warnings.length > 0) yield `,"warnings":${JSON.stringify(warnings)}`;
  if (infos.length > 0) yield `,"infos":${JSON.stringify(infos)}`;
  yield '}';
}
