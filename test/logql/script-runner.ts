import type { AnsweredEntry, LogqlAnswer, LogqlValue } from '../../src/logql/answer.js';
import { LogqlEngine } from '../../src/logql/engine.js';
import { ERROR_DETAILS_LABEL } from '../../src/logql/eval/entry-labels.js';
import { QuartetError } from '../../src/model/errors.js';
import { type Labels, labelsFrom } from '../../src/model/labels.js';
import { DEFAULT_TENANT } from '../../src/model/tenant.js';
import { MemoryLogReader } from '../../src/rules/unit-test/memory-log-reader.js';
import type { LogReader } from '../../src/storage/interface.js';
import { ABSENT, type GridSeries } from '../../src/vector/grid-series.js';
import { stepGrid } from '../../src/vector/step-grid.js';
import type { Expected, ExpectedEntry, ScriptQuery } from './script-parser.js';

const LIMITS = { timeoutMs: 10_000, maxMemory: 1e9 };
const OPTIONS = { maxPoints: 1e6, maxSeries: 500 };
/** Of a value's size; what rounding in another order may cost. */
const TOLERANCE = 1e-9;

/** Evaluates a query of a script over what the script has loaded; gives what differs from what it expects. */
export async function runScriptQuery(query: ScriptQuery): Promise<string[]> {
  const { failure } = query.expected;
  try {
    const { value } = await evaluate(query);
    return failure === undefined ? differencesFrom(query, value) : ['it was not refused'];
  } catch (error) {
    const { message } = error as Error;
    if (failure === undefined) return [`failed: ${message}`];
    if (!(error instanceof QuartetError)) return [`not refused, but broken: ${(error as Error).stack}`];
    return message.includes(failure) ? [] : [`failed with ${JSON.stringify(message)}, want ${JSON.stringify(failure)}`];
  }
}

async function evaluate({ query, span, data }: ScriptQuery): Promise<LogqlAnswer> {
  const engine = new LogqlEngine(new MemoryLogReader(data) as Pick<LogReader, 'scan'> as LogReader, OPTIONS);
  const request = { tenant: DEFAULT_TENANT, query, limits: LIMITS };
  if (span !== 'log' && span.step === undefined) return engine.instant({ ...request, time: span.start });
  return engine.range({
    ...request,
    range: { start: 0n, end: 4_000_000_000_000_000_000n },
    grid: span === 'log' ? stepGrid(0, 1, 1) : stepGrid(span.start, span.end, span.step!),
    limit: 5000,
    direction: 'forward',
    interval: 0n,
  });
}

function differencesFrom({ expected }: ScriptQuery, value: LogqlValue): string[] {
  switch (value.type) {
    case 'entries':
      return differencesOfEntries(expected.entries, value.entries);
    case 'scalar':
      return expected.scalar !== undefined && isEqual(expected.scalar, value.value) ? [] : [`a scalar, ${value.value}`];
    default:
      return differencesOfSeries(expected, value.series);
  }
}

function differencesOfEntries(expected: readonly ExpectedEntry[], found: readonly AnsweredEntry[]): string[] {
  const differences: string[] = [];
  for (let i = 0; i < Math.max(expected.length, found.length); i++) {
    const want = expected[i];
    const entry = found[i];
    if (entry === undefined) differences.push(`no entry ${i + 1}, want ${short(want)}`);
    else {
      const labels = ownLabels(entry, want);
      const line = Buffer.from(entry.line).toString();
      const isSame =
        want !== undefined &&
        (want.text === undefined || want.text === line) &&
        (want.labels === undefined || JSON.stringify(want.labels) === JSON.stringify(labels));
      if (!isSame) differences.push(`entry ${i + 1} is ${short({ labels, text: line })}, want ${short(want)}`);
    }
  }
  return differences;
}

/**
 * What the stages have made of an entry's labels: new ones, changed ones, and as `-` those that are gone. The details of an
 * error count where they are expected.
 */
function ownLabels({ labels }: AnsweredEntry, want: ExpectedEntry | undefined): Labels {
  const stored = new Map([...pairsOf(labels.stream), ...pairsOf(labels.metadata)]);
  const pairs: [string, string][] = [];
  for (const [name, value] of labels.entries()) {
    if (name === ERROR_DETAILS_LABEL && !want?.labels?.includes(name)) continue;
    if (value !== '' && stored.get(name) !== value) pairs.push([name, value]);
  }
  for (const name of stored.keys()) if ((labels.get(name) ?? '') === '') pairs.push([name, '-']);
  return labelsFrom(pairs);
}

const pairsOf = (labels: Labels): [string, string][] =>
  labels.flatMap((name, i): [string, string][] => (i % 2 === 0 ? [[name, labels[i + 1]!]] : []));

function differencesOfSeries({ series, ordered }: Expected, found: readonly GridSeries[]): string[] {
  const texts = found.map(({ labels, kinds, values }) => ({
    name: JSON.stringify(labels),
    values: Array.from(kinds, (kind, i) => (kind === ABSENT ? ('absent' as const) : values[i]!)),
  }));
  const differences = series.flatMap(({ labels, values }, i) => {
    const name = JSON.stringify(labels);
    const one = ordered ? texts[i] : texts.find((other) => other.name === name);
    if (one === undefined || one.name !== name) return [`no series ${name}${ordered ? ` at ${i + 1}` : ''}`];
    const isSame = values.length === one.values.length && values.every((value, k) => isEqual(value, one.values[k]!));
    return isSame ? [] : [`${name} has ${one.values.join(' ')}, want ${values.join(' ')}`];
  });
  if (found.length !== series.length) differences.push(`${found.length} series: ${short(texts)}`);
  return differences;
}

function isEqual(a: unknown, b: unknown): boolean {
  if (typeof a !== 'number' || typeof b !== 'number') return a === b;
  return Object.is(a, b) || a === b || Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
}

const short = (value: unknown): string => JSON.stringify(value)?.slice(0, 400) ?? 'none';
