import { z } from 'zod';
import { labelsFrom } from '../../model/labels.js';
import type { RuleTest } from '../../rules/unit-test/rule-test.js';
import { durationMs, labelMap, plainText } from '../values.js';
import type { RuleTestReaders } from './rule-test-schema.js';

type LogEntry = RuleTest['entries'][number];

/** Entries that one item of a list may stand for. */
const MAX_TIMES = 1_000_000;

const repeatedLine = z.strictObject({
  line: plainText,
  at: durationMs.default(0),
  times: z.number().int().positive().max(MAX_TIMES).default(1),
  every: durationMs.optional(),
  metadata: labelMap.default({}),
});

type RepeatedLine = z.output<typeof repeatedLine>;

/**
 * A stream with its entries: a text whose lines are one interval of the test apart, or a list of such lines and of
 * `{line, at, times, every, metadata}`.
 */
export const inputStream = (readers: RuleTestReaders) =>
  z.strictObject({
    labels: readers.labels,
    lines: z.union([z.string(), z.array(z.union([z.string(), repeatedLine]))], 'is neither a text nor a list of lines'),
  });

type InputStream = z.output<ReturnType<typeof inputStream>>;

/** The entries of a stream, when a test with this interval starts at `startMs`. */
export function entriesOf({ labels, lines }: InputStream, startMs: number, intervalMs: number): LogEntry[] {
  const list = typeof lines === 'string' ? lines.replace(/\n$/, '').split('\n') : lines;
  return list.flatMap((item, i): LogEntry[] => {
    const given: RepeatedLine =
      typeof item === 'string'
        ? { line: item, at: i * intervalMs, times: 1, every: undefined, metadata: {} }
        : { ...item };
    const metadata = labelsFrom(Object.entries(given.metadata));
    const every = given.every ?? intervalMs;
    return Array.from({ length: given.times }, (_, nth) => ({
      labels,
      ns: BigInt(Math.round(startMs + given.at + nth * every)) * 1_000_000n,
      line: given.line,
      metadata,
    }));
  });
}
