import { goDurationText } from '../../src/lib/go-duration.js';
import { QuartetError } from '../../src/model/errors.js';
import type { Static } from '../../src/model/static.js';
import type { Tenant } from '../../src/model/tenant.js';
import type { SpanReader } from '../../src/storage/span-interface.js';
import { type FoundTrace, TraceqlEngine } from '../../src/traceql/engine.js';
import type { EvaluatedSpan } from '../../src/traceql/eval/span.js';
import type { MetricsSeries } from '../../src/traceql/metrics/answer.js';
import { TraceqlMetrics } from '../../src/traceql/metrics/metrics-engine.js';
import { parse } from '../../src/traceql/parser.js';
import { type ExpectedSeries, type ExpectedSpanset, type ScriptQuery, spanKey } from './script-parser.js';

/** Where a script's spans are. */
export interface ScriptStore {
  readonly reader: SpanReader;
  readonly tenant: Tenant;
  /** Whether metrics are left to the reader where it can count them. */
  readonly pushDown: boolean;
}

const LIMITS = { timeoutMs: 20_000, maxMemory: 500_000_000 };
/** Of a value's size; what rounding in another order may cost. */
const TOLERANCE = 1e-9;

/** Evaluates a query of a script; gives what differs from what it expects. */
export async function runScriptQuery(query: ScriptQuery, store: ScriptStore): Promise<string[]> {
  const { failure } = query.expected;
  try {
    const differences = query.asked.kind === 'search' ? await searched(query, store) : await measured(query, store);
    return failure === undefined ? differences : ['it was not refused'];
  } catch (error) {
    const { message } = error as Error;
    if (!(error instanceof QuartetError)) return [`broken: ${(error as Error).stack}`];
    if (failure === undefined) return [`failed: ${message}`];
    return message.includes(failure) ? [] : [`failed with ${JSON.stringify(message)}, want ${JSON.stringify(failure)}`];
  }
}

async function searched({ query, asked, expected, data }: ScriptQuery, { reader, tenant }: ScriptStore) {
  const { start, end } = asked;
  const limit = asked.kind === 'search' ? asked.limit : 0;
  const request = { tenant, query: parse(query), range: { start, end }, limit, limits: LIMITS };
  const found: FoundTrace[] = [];
  for await (const traces of new TraceqlEngine(reader).search(request)) found.push(...traces);
  const spansets = found.flatMap(({ trace, spansets, shown }) =>
    spansets.map(
      ({ spans, attributes }): Required<ExpectedSpanset> => ({
        trace: trace.id.replace(/^0+/, ''),
        spans: spans.map((span) => ({ label: labelOf(span, data.labels), shown: shownText(shown(span).attributes) })),
        attributes: attributes.map(({ name, value }) => `${name}=${valueText(value)}`).join(' '),
      }),
    ),
  );
  const byTrace = (a: ExpectedSpanset, b: ExpectedSpanset) =>
    (a.trace ?? '') < (b.trace ?? '') ? -1 : a.trace === b.trace ? 0 : 1;
  const [wanted, got] = expected.ordered
    ? [expected.spansets, spansets]
    : [[...expected.spansets].sort(byTrace), [...spansets].sort(byTrace)];
  const differences: string[] = [];
  for (let i = 0; i < Math.max(wanted.length, got.length); i++) {
    const [want, one] = [wanted[i], got[i]];
    const texts = [want && spansetText(want, want), one && spansetText(one, want ?? one)];
    if (texts[0] !== texts[1])
      differences.push(`spanset ${i + 1} is ${texts[1] ?? 'none'}, want ${texts[0] ?? 'none'}`);
  }
  return differences;
}

const labelOf = ({ trace, id, startNs, name }: EvaluatedSpan, labels: ReadonlyMap<string, string>): string =>
  labels.get(spanKey(trace.id, id, startNs, name)) ?? `?${id}`;

const shownText = (attributes: readonly { readonly key: string; readonly value: Static }[]): string =>
  `{${attributes
    .map(({ key, value }) => `${key}=${valueText(value)}`)
    .sort()
    .join(', ')}}`;

/** A spanset with as much as is judged. */
function spansetText({ trace, spans, attributes }: ExpectedSpanset, judged: ExpectedSpanset): string {
  const named = spans.map(({ label, shown }, i) => label + (judged.spans[i]?.shown === undefined ? '' : shown));
  const before = judged.trace === undefined ? '' : `${trace}: `;
  return `${before}${named.join(' ')}${judged.attributes === undefined ? '' : ` | ${attributes}`}`;
}

export function valueText(value: Static): string {
  switch (value.type) {
    case 'nil':
      return 'nil';
    case 'string':
      return JSON.stringify(value.value);
    case 'float':
      return Number.isInteger(value.value) ? value.value.toFixed(1) : String(value.value);
    case 'duration':
      return goDurationText(value.value);
    case 'array':
      return `[${value.values.map(valueText).join(', ')}]`;
    default:
      return String(value.value);
  }
}

async function measured({ query, asked, expected }: ScriptQuery, { reader, tenant, pushDown }: ScriptStore) {
  const engine = new TraceqlMetrics(reader, { maxSeries: 1_000, pushDown });
  const { start, end } = asked;
  const request = { tenant, query: parse(query), start, end, limits: LIMITS };
  const { series } =
    asked.kind === 'range' ? await engine.range({ ...request, step: asked.step }) : await engine.instant(request);
  const found = series.map(seriesText);
  const differences = expected.series.flatMap(({ labels, values }, i) => {
    const one = expected.ordered ? found[i] : found.find((other) => other.labels === labels);
    if (one === undefined || one.labels !== labels) return [`no series ${labels}`];
    const isSame = values.length === one.values.length && values.every((value, k) => isEqual(value, one.values[k]!));
    return isSame ? [] : [`${labels} has ${one.values.join(' ')}, want ${values.join(' ')}`];
  });
  if (differences.length === 0 && (expected.some || found.length === expected.series.length)) return [];
  return [
    ...differences,
    `${found.length} series: ${found.map(({ labels, values }) => `${labels} ${values.join(' ')}`).join('; ')}`,
  ];
}

export const seriesText = ({ labels, values }: MetricsSeries): ExpectedSeries => ({
  labels: `{${labels.map(({ name, value }) => `${name}=${valueText(value)}`).join(', ')}}`,
  values: [...values],
});

const isEqual = (a: number, b: number): boolean =>
  Object.is(a, b) || a === b || Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
