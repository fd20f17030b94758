import { RESOURCE_LABELS } from '../../src/model/spans.js';
import type { Static } from '../../src/model/static.js';
import type { StoredAttributes, StoredSpan } from '../../src/model/stored-span.js';
import { staticOf } from '../../src/model/tagged-static.js';
import type { Tenant } from '../../src/model/tenant.js';
import type {
  SpanAggregate,
  SpanAggregation,
  SpanColumns,
  SpanField,
  SpanReader,
  SpanSelection,
  TraceSearch,
} from '../../src/storage/span-interface.js';
import { fieldValues, meets } from './memory-span-conditions.js';

type Names = Awaited<ReturnType<SpanReader['attributeNames']>>;

/** `SpanReader` over spans in memory, of one tenant and without limits, as plain as its interface can be written down. */
export class MemorySpans implements SpanReader {
  private readonly all: readonly StoredSpan[];

  constructor(
    spans: readonly StoredSpan[],
    /** Whether conditions are judged here; else every span and every trace in the range is given. */
    private readonly judges = true,
  ) {
    this.all = [...new Map(spans.map((span) => [keyOf(span), span])).values()];
  }

  async *candidates(_tenant: Tenant, { range, required }: TraceSearch): AsyncGenerator<readonly string[]> {
    const found = [...this.byTrace()].filter(([, spans]) => {
      const overlaps = spans.some(
        ({ startNs, durationNs }) => startNs <= range.end && startNs + durationNs >= range.start,
      );
      return overlaps && required.every((condition) => spans.some((span) => this.meets(span, condition)));
    });
    const newest = (spans: readonly StoredSpan[]) => Math.max(...spans.map(({ startNs }) => Number(startNs)));
    found.sort(([, a], [, b]) => newest(b) - newest(a));
    yield found.map(([id]) => id);
  }

  async *traces(_tenant: Tenant, ids: readonly string[], columns: SpanColumns): AsyncGenerator<readonly StoredSpan[]> {
    const traces = this.byTrace();
    for (const id of new Set(ids)) {
      const spans = traces.get(id);
      if (spans !== undefined) yield spans.map((span) => reduced(span, columns));
    }
  }

  async *spans(
    _tenant: Tenant,
    { range, condition }: SpanSelection,
    columns: SpanColumns,
  ): AsyncGenerator<readonly StoredSpan[]> {
    const isIn = ({ startNs }: StoredSpan) => startNs >= range.start && startNs < range.end;
    yield this.all.filter((span) => isIn(span) && this.meets(span, condition)).map((span) => reduced(span, columns));
  }

  async aggregate(_tenant: Tenant, aggregation: SpanAggregation): Promise<SpanAggregate[]> {
    const { range, condition, by, step, measure, histogram = false } = aggregation;
    const groups = new Map<string, { group: Static[]; interval: number; count: number; numbers: number[] }>();
    for (const span of this.all) {
      if (span.startNs <= range.start || span.startNs > range.end || !meets(span, condition)) continue;
      const group = by.map((field): Static => fieldValues(span, field)[0] ?? { type: 'nil' });
      const interval = Number((span.startNs - range.start - 1n) / step);
      const key = shown([group, interval]);
      const one = groups.get(key) ?? { group, interval, count: 0, numbers: [] };
      groups.set(key, one);
      one.count++;
      const [value] = measure === undefined ? [] : fieldValues(span, measure);
      if (value?.type === 'int' || value?.type === 'float' || value?.type === 'duration')
        one.numbers.push(Number(value.value));
    }
    return [...groups.values()].map(({ numbers, ...rest }) => ({
      ...rest,
      ...(numbers.length > 0 && { measured: measuresOf(numbers) }),
      ...(histogram && { powersOfTwo: powersOf(numbers) }),
    }));
  }

  async attributeNames(_tenant: Tenant, { range, condition }: SpanSelection): Promise<Names> {
    const names = {
      span: new Set<string>(),
      resource: new Set<string>(),
      event: new Set<string>(),
      link: new Set<string>(),
      instrumentation: new Set<string>(),
    };
    const { resourcePrefix, scopePrefix } = RESOURCE_LABELS;
    for (const span of this.all) {
      if (span.startNs < range.start || span.startNs >= range.end || !meets(span, condition)) continue;
      for (const key of keys(span.attributes)) names.span.add(key);
      for (const { attributes } of span.events) for (const key of keys(attributes)) names.event.add(key);
      for (const { attributes } of span.links) for (const key of keys(attributes)) names.link.add(key);
      for (const key of keys(span.resource)) {
        if (key.startsWith(resourcePrefix)) names.resource.add(key.slice(resourcePrefix.length));
        else if (key.startsWith(scopePrefix)) names.instrumentation.add(key.slice(scopePrefix.length));
      }
    }
    return Object.fromEntries(
      Object.entries(names).map(([scope, found]) => [scope, [...found].sort()]),
    ) as unknown as Names;
  }

  async fieldValues(
    _tenant: Tenant,
    field: SpanField,
    { range, condition }: SpanSelection,
    limit: number,
  ): Promise<Static[]> {
    const counted = new Map<string, { value: Static; count: number }>();
    for (const span of this.all) {
      if (span.startNs < range.start || span.startNs >= range.end || !meets(span, condition)) continue;
      for (const value of fieldValues(span, field).flatMap((one) => (one.type === 'array' ? one.values : [one]))) {
        const one = counted.get(shown(value)) ?? { value, count: 0 };
        counted.set(shown(value), one);
        one.count++;
      }
    }
    const sorted = [...counted.values()].sort((a, b) => b.count - a.count);
    return sorted.slice(0, limit).map(({ value }) => value);
  }

  private meets(span: StoredSpan, condition: SpanSelection['condition']): boolean {
    return !this.judges || meets(span, condition);
  }

  private byTrace(): Map<string, StoredSpan[]> {
    const traces = new Map<string, StoredSpan[]>();
    for (const span of this.all) {
      const id = Buffer.from(span.traceId).toString('hex');
      traces.set(id, [...(traces.get(id) ?? []), span]);
    }
    return traces;
  }
}

/** The span with what was asked for and no more. */
function reduced(span: StoredSpan, { attributes, events, links }: SpanColumns): StoredSpan {
  const own = pairs(span.attributes).filter(([key]) => attributes === 'all' || attributes.has(key));
  return { ...span, attributes: own.flat(), events: events ? span.events : [], links: links ? span.links : [] };
}

const pairs = (attributes: StoredAttributes): [string, string][] =>
  attributes.flatMap((key, i): [string, string][] => (i % 2 === 0 ? [[key, attributes[i + 1]!]] : []));

const keys = (attributes: StoredAttributes): string[] =>
  pairs(attributes).flatMap(([key, value]) => (staticOf(value) === undefined ? [] : [key]));

const measuresOf = (numbers: readonly number[]) => ({
  count: numbers.length,
  sum: numbers.reduce((sum, number) => sum + number, 0),
  min: Math.min(...numbers),
  max: Math.max(...numbers),
});

function powersOf(numbers: readonly number[]): Map<number, number> {
  const powers = new Map<number, number>();
  for (const number of numbers) {
    if (number <= 0) continue;
    let power = Math.floor(Math.log2(number)) - 1;
    while (2 ** power < number) power++;
    powers.set(power, (powers.get(power) ?? 0) + 1);
  }
  return powers;
}

const shown = (value: unknown): string =>
  JSON.stringify(value, (_name, one) =>
    typeof one === 'bigint' ? `${one}n` : one instanceof Uint8Array ? Buffer.from(one).toString('hex') : one,
  );

const keyOf = (span: StoredSpan): string => shown(span);
