import { createColors } from 'picocolors';
import { z } from 'zod';
import { durationText } from './duration-text.js';

/** What `GET /api/quartet/v1/traces/{id}` answers, as far as it is drawn. Times in ns. */
export const traceSchema = z.object({
  traceId: z.string(),
  rootService: z.string(),
  rootName: z.string(),
  startNs: z.string().regex(/^-?\d+$/),
  durationNs: z.number(),
  spanCount: z.number(),
  errorCount: z.number(),
  orphanCount: z.number(),
  services: z.array(z.object({ service: z.string(), spans: z.number(), errors: z.number(), criticalNs: z.number() })),
  errors: z.array(z.object({ service: z.string(), name: z.string(), message: z.string(), isOrigin: z.boolean() })),
  spans: z.array(
    z.object({
      depth: z.number(),
      isOrphan: z.boolean(),
      service: z.string(),
      name: z.string(),
      status: z.string(),
      offsetNs: z.number(),
      durationNs: z.number(),
      criticalNs: z.number(),
    }),
  ),
});

export type DrawnTrace = z.infer<typeof traceSchema>;

type DrawnSpan = DrawnTrace['spans'][number];

export interface WaterfallOptions {
  /** Columns of the terminal. */
  readonly width: number;
  readonly colored: boolean;
  /** Spans that are drawn; the rest is counted. */
  readonly limit: number;
}

const TIME_COLUMNS = 9;
const LEAST_BAR = 10;
const LEAST_NAME = 24;
const MOST_ERRORS = 5;

/**
 * A trace as lines: its summary, then each span with its place in the tree, its offset, its duration and a bar. Spans that
 * the trace waited for have full bars (█) and `*`, others light ones (░); errors have `✗`, spans whose parent is missing `?`.
 */
export function waterfall(trace: DrawnTrace, { width, colored, limit }: WaterfallOptions): string[] {
  const colors = createColors(colored);
  const drawn = trace.spans.slice(0, limit);
  const room = width - 2 * TIME_COLUMNS - 2;
  const mostName = Math.max(LEAST_NAME, Math.floor(room * 0.6));
  const labels = drawn.map((span) => labelOf(span, mostName / 2));
  const longest = labels.reduce((columns, { length }) => Math.max(columns, length), LEAST_NAME);
  const nameColumns = Math.min(longest, mostName);
  const barColumns = Math.max(LEAST_BAR, room - nameColumns);
  const rows = drawn.map((span, i) => {
    const name = cut(labels[i]!, nameColumns).padEnd(nameColumns);
    const times = [span.offsetNs, span.durationNs].map((ns) => durationText(ns).padStart(TIME_COLUMNS)).join('');
    const bar = barOf(span, trace.durationNs, barColumns);
    const isError = span.status === 'error';
    return `${isError ? colors.red(name) : name}${colors.dim(times)}  ${isError ? colors.red(bar) : span.criticalNs > 0 ? colors.yellow(bar) : colors.cyan(bar)}`;
  });
  const left = trace.spans.length - drawn.length;
  return [
    ...summary(trace).map((line, i) => (i === 0 ? colors.bold(line) : line)),
    '',
    ...rows,
    ...(left > 0 ? [`… ${left} further spans; --limit 0 shows all`] : []),
  ];
}

function summary({ traceId, rootService, rootName, ...trace }: DrawnTrace): string[] {
  const root = rootName === '' ? 'no root span' : `${plain(rootService)}: ${plain(rootName)}`;
  const started = new Date(Number(BigInt(trace.startNs) / 1_000_000n)).toISOString();
  const counts = [
    `${trace.spanCount} spans`,
    `${trace.errorCount} errors`,
    ...(trace.orphanCount > 0 ? [`${trace.orphanCount} without their parent (?)`] : []),
  ];
  const critical = trace.services
    .filter(({ criticalNs }) => criticalNs > 0)
    .map(({ service, criticalNs }) => `${plain(service)} ${durationText(criticalNs)}`);
  const origins = trace.errors.filter(({ isOrigin }) => isOrigin).slice(0, MOST_ERRORS);
  return [
    `${traceId}  ${root}`,
    `${started}  ${durationText(trace.durationNs)}  ${counts.join(', ')}`,
    ...(critical.length > 0 ? [`critical path (*): ${critical.join(', ')}`] : []),
    ...origins.map(
      ({ service, name, message }) =>
        `✗ ${plain(service)}: ${plain(name)}${message === '' ? '' : `: ${plain(message)}`}`,
    ),
  ];
}

/** Indentation ends at `mostIndent` columns, so that deep spans keep their names; their level stands before these. */
function labelOf({ depth, isOrphan, service, name, status, criticalNs }: DrawnSpan, mostIndent: number): string {
  const indent = ' '.repeat(Math.min(depth * 2, mostIndent));
  const deep = depth * 2 > mostIndent ? `(${depth}) ` : '';
  const marks = [status === 'error' ? '✗' : '', criticalNs > 0 ? '*' : '', isOrphan ? '?' : ''].join('');
  return `${indent}${deep}${marks === '' ? '' : `${marks} `}${plain(service)} ${plain(name)}`;
}

function barOf({ offsetNs, durationNs, criticalNs }: DrawnSpan, total: number, columns: number): string {
  const at = (ns: number) => (total === 0 ? 0 : Math.round((ns / total) * columns));
  const start = Math.min(at(offsetNs), columns - 1);
  const length = Math.min(Math.max(1, at(offsetNs + durationNs) - start), columns - start);
  return ' '.repeat(start) + (criticalNs > 0 ? '█' : '░').repeat(length);
}

const cut = (text: string, columns: number): string =>
  text.length <= columns ? text : `${text.slice(0, columns - 1)}…`;

/** Without what a terminal would obey: names come from whoever sent the spans. */
const plain = (text: string): string => text.replace(/\p{Cc}|\p{Cf}/gu, '·');
