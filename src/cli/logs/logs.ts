import { ConfigError } from '../../config/config-error.js';
import { parseDuration } from '../../lib/duration.js';
import { table } from '../query/table.js';
import type { ShownEntry } from './entry.js';
import { follow } from './follow.js';
import { FORMATS, type FormatName } from './formats.js';
import type { LokiServer } from './loki-answer.js';
import { Output } from './output.js';
import { type MetricAnswer, pages } from './pages.js';
import { Progress } from './progress.js';
import { timeOf } from './time.js';

export interface LogsOptions {
  readonly url: string;
  readonly tenant?: string;
  readonly since: string;
  readonly from?: string;
  readonly to?: string;
  readonly limit: string;
  readonly tail?: boolean;
  readonly delayFor: string;
  readonly output: string;
  /** False with `--no-color`. */
  readonly color: boolean;
}

const NS_PER_MS = 1_000_000n;
/** Points of a metric query. */
const POINTS = 60;

/** `quartet logs QUERY`: prints entries oldest first, or what a metric query gives as a table. */
export async function logs(query: string, options: LogsOptions): Promise<void> {
  const { stdout, stderr } = process;
  const isTerminal = stdout.isTTY === true;
  const colored = options.color && isTerminal && stdout.hasColors() && !process.env.NO_COLOR;
  const format = formatNamed(options.output)({ colored, isTerminal });
  const output = new Output(stdout);
  const server: LokiServer = { url: options.url, tenant: options.tenant };
  const limit = wholeNumber('--limit', options.limit);
  const range = rangeOf(options);
  if (options.tail) {
    const delayFor = wholeNumber('--delay-for', options.delayFor);
    const over = AbortSignal.any([output.closed, interrupted()]);
    await follow(
      server,
      {
        query,
        start: range.start,
        limit: Math.max(1, limit),
        delayFor,
        onEntries: (entries) => output.print(entries.map(format)),
        onNote: (note) => stderr.write(`${note}\n`),
      },
      over,
    );
    return;
  }
  const progress = new Progress(stderr);
  try {
    await printRange(server, { query, ...range }, limit, {
      signal: output.closed,
      onRead: (count) => progress.add(count),
      onEntries: (entries) => {
        if (isTerminal) progress.clear();
        return output.print(entries.map(format));
      },
      onMetrics: ({ data, warnings }) => output.print([table({ data }), ...warnings]),
    });
  } catch (error) {
    if (!output.closed.aborted) throw error;
  } finally {
    progress.end();
  }
}

interface Printing {
  readonly signal: AbortSignal;
  readonly onRead: (entries: number) => void;
  readonly onEntries: (entries: readonly ShownEntry[]) => Promise<void>;
  readonly onMetrics: (answer: MetricAnswer) => Promise<void>;
}

/** With a limit the newest entries, which are read newest first; without one (0) all of them, as they are read. */
async function printRange(
  server: LokiServer,
  range: { readonly query: string; readonly start: bigint; readonly end: bigint },
  limit: number,
  { signal, onRead, onEntries, onMetrics }: Printing,
): Promise<void> {
  const direction = limit === 0 ? 'forward' : 'backward';
  const step = Math.max(1, Math.round(Number(range.end - range.start) / 1e9 / POINTS));
  const newest: ShownEntry[] = [];
  for await (const page of pages(server, { ...range, direction, step }, limit || Number.POSITIVE_INFINITY, signal)) {
    if ('data' in page) return onMetrics(page);
    onRead(page.length);
    if (direction === 'forward') await onEntries(page);
    else for (const entry of page) newest.push(entry);
  }
  if (newest.length > 0) await onEntries(newest.reverse());
}

function rangeOf({ from, to, since }: LogsOptions): { start: bigint; end: bigint } {
  const end = to === undefined ? BigInt(Date.now()) * NS_PER_MS + 1n : timeOf('--to', to);
  const ms = parseDuration(since);
  if (ms === undefined || !(ms > 0)) throw new ConfigError(`--since ${since} is not a duration such as 30m or 1h`);
  const start = from === undefined ? end - BigInt(Math.round(ms)) * NS_PER_MS : timeOf('--from', from);
  if (start >= end) throw new ConfigError('--from must lie before --to');
  return { start, end };
}

function formatNamed(name: string): (typeof FORMATS)[FormatName] {
  if (Object.hasOwn(FORMATS, name)) return FORMATS[name as FormatName];
  throw new ConfigError(`-o ${name} is not one of ${Object.keys(FORMATS).join(', ')}`);
}

function wholeNumber(flag: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new ConfigError(`${flag} ${text} is not a whole number`);
  return Number(text);
}

/** Aborted by Ctrl-C or a request to end. */
function interrupted(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort());
  return controller.signal;
}
