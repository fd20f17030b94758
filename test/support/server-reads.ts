import type { TestServer } from './server.js';
import { getJson } from './server-requests.js';

/** A log entry as Loki's API gives it; `labels` are those of its stream. */
export interface ReadEntry {
  readonly labels: Readonly<Record<string, string>>;
  readonly ns: string;
  readonly line: string;
}

const PAGE = 5000;
/** What one query may span: Loki's `max_query_length` is an hour more. */
const MAX_RANGE_NS = 30n * 86_400n * 1_000_000_000n;

/** Every entry of a selector in [start, end) ns, oldest first, page by page. A page must not end among equal times. */
export async function readLogs(server: TestServer, query: string, start: bigint, end: bigint): Promise<ReadEntry[]> {
  const found: ReadEntry[] = [];
  for (let from = start; from < end; ) {
    const to = from + MAX_RANGE_NS < end ? from + MAX_RANGE_NS : end;
    const parameters = new URLSearchParams({
      query,
      start: String(from),
      end: String(to),
      limit: String(PAGE),
      direction: 'forward',
    });
    const { data } = await getJson<{
      data: { result: { stream: Record<string, string>; values: [string, string][] }[] };
    }>(server.url('loki', `/loki/api/v1/query_range?${parameters}`));
    const page = data.result.flatMap(({ stream, values }) =>
      values.map(([ns, line]) => ({ labels: stream, ns, line })),
    );
    page.sort((a, b) => (BigInt(a.ns) < BigInt(b.ns) ? -1 : 1));
    found.push(...page);
    from = page.length < PAGE ? to : BigInt(page.at(-1)!.ns) + 1n;
  }
  return found;
}

export interface ReadSeries {
  readonly metric: Readonly<Record<string, string>>;
  /** Seconds and the value's text. */
  readonly values: readonly (readonly [number, string])[];
}

/** Samples of a selector at the steps of a grid, without looking back: exactly those that stand on it. Times in ms. */
export async function readSamples(
  server: TestServer,
  query: string,
  start: number,
  end: number,
  step: number,
): Promise<ReadSeries[]> {
  const parameters = new URLSearchParams({
    query,
    start: String(start / 1000),
    end: String(end / 1000),
    step: String(step / 1000),
    lookback_delta: '1ms',
  });
  const { data } = await getJson<{ data: { result: ReadSeries[] } }>(
    server.url('prometheus', `/api/v1/query_range?${parameters}`),
  );
  return data.result;
}

export interface ReadSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly name: string;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes?: readonly { readonly key: string; readonly value: Record<string, unknown> }[];
}

/** The spans of a trace by its id in hex. */
export async function readTrace(server: TestServer, traceId: string): Promise<ReadSpan[]> {
  const { trace } = await getJson<{
    trace: { resourceSpans?: { scopeSpans: { spans: ReadSpan[] }[] }[] };
  }>(server.url('tempo', `/api/v2/traces/${traceId}`));
  return (trace.resourceSpans ?? []).flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
}

/** The samples of a selector that count now. */
export async function readNow(
  server: TestServer,
  query: string,
): Promise<{ readonly metric: Readonly<Record<string, string>>; readonly value: readonly [number, string] }[]> {
  const { data } = await getJson<{ data: { result: Awaited<ReturnType<typeof readNow>> } }>(
    server.url('prometheus', `/api/v1/query?${new URLSearchParams({ query })}`),
  );
  return data.result;
}
