import { type Json, sortedJson } from '../json.js';
import type { Answer } from './ask.js';
import type { RecordedRequest } from './recorded-case.js';

/**
 * Answers in a form in which equal ones are equal: lists whose order means nothing become maps or are sorted, and what no
 * client relies on is left out. https://grafana.com/docs/tempo/latest/api_docs/
 */
export function canonical({ compare = {} }: RecordedRequest, { body }: Answer): Json {
  if (compare.ignoreBody) return undefined;
  if (typeof body !== 'object' || body === null) return body;
  const { metrics: _, ...fields } = body as Record<string, Json>;
  const form: Record<string, Json> = {};
  for (const [name, value] of Object.entries(fields)) {
    form[name] = (FORMS[name] ?? unordered)(value, compare);
    if (name === 'traces' && compare.ordered) form.order = value.map(({ traceID }: Json) => traceID).join();
  }
  return form;
}

type Flags = NonNullable<RecordedRequest['compare']>;

const FORMS: Readonly<Record<string, (value: Json, flags: Flags) => Json>> = {
  batches: traceForm,
  trace: ({ resourceSpans }: Json) => traceForm(resourceSpans),
  traces: (traces: Json[], { countOnly }) =>
    countOnly ? traces.length : keyed(traces, ({ traceID }) => traceID, found),
  scopes: (scopes: Json[]) => Object.fromEntries(scopes.map(({ name, tags = [] }) => [name, tags.toSorted()])),
  tagNames: (names: Json[]) => names.toSorted(),
  tagValues: (values: Json[], { countOnly }) =>
    countOnly
      ? values.length
      : values.map((value) => (typeof value === 'string' ? value : `${value.type}:${value.value ?? ''}`)).sort(),
  series: (series: Json[], flags) => seriesForm(series, flags),
};

/** Spans by id, each with its resource and scope. */
function traceForm(batches: Json[] = []): Json {
  const spans: Json[] = [];
  for (const { resource, scopeSpans = [] } of batches) {
    for (const { scope, spans: ofScope = [] } of scopeSpans) {
      for (const span of ofScope) {
        const { name = '', version = '' } = scope ?? {};
        spans.push({
          ...span,
          attributes: attributeMap(span.attributes),
          resource: attributeMap(resource?.attributes),
          scope: { name, version, attributes: attributeMap(scope?.attributes) },
          events: keyed(span.events, ({ timeUnixNano = 0, name = '' }) => `${timeUnixNano} ${name}`, withAttributes),
          links: keyed(span.links, ({ traceId, spanId }) => `${traceId}/${spanId}`, withAttributes),
        });
      }
    }
  }
  return keyed(spans, ({ spanId, kind = '' }) => `${spanId}/${kind}`);
}

const withAttributes = (one: Json): Json => ({ ...one, attributes: attributeMap(one.attributes) });

/** A trace that a search found. Which of several spansets is the first one is not told. */
function found({ spanSet, spanSets = [], serviceStats, ...trace }: Json): Json {
  const stats = Array.isArray(serviceStats)
    ? Object.fromEntries(serviceStats.map(({ key, value }: Json) => [key, value]))
    : serviceStats;
  const isAmong = spanSets.some((one: Json) => sortedJson(one) === sortedJson(spanSet));
  return {
    ...trace,
    serviceStats: stats,
    spanSet: spanSet === undefined ? undefined : spanSets.length === 1 ? spanSetForm(spanSet) : isAmong,
    spanSets: keyed(spanSets, (one) => sortedJson(attributeMap(one.attributes)) + (one.matched ?? 0), spanSetForm),
  };
}

/** Of more spans than were asked for it is not told which are shown. */
function spanSetForm({ spans = [], matched = 0, attributes }: Json): Json {
  const shown =
    spans.length === matched ? keyed(spans, ({ spanID }) => spanID, withAttributes) : { shown: spans.length };
  return { matched, attributes: attributeMap(attributes), spans: shown };
}

function seriesForm(series: Json[], { seriesCountOnly, dropLabel }: Flags): Json {
  if (seriesCountOnly) return series.length;
  const kept = series.filter(({ labels = [] }) => !labels.some(({ key }: Json) => key === dropLabel));
  return keyed(
    kept,
    ({ labels }) => sortedJson(attributeMap(labels)),
    ({ labels: _, samples, exemplars: __, ...rest }) => ({
      ...rest,
      // A series without a value is there all the same.
      exists: true,
      samples:
        samples && Object.fromEntries(samples.map(({ timestampMs = 0, value = 0 }: Json) => [timestampMs, { value }])),
      count: samples?.length,
    }),
  );
}

/** Attributes by key, those of one key together. */
function attributeMap(list: Json[] = []): Json {
  const map: Record<string, Json> = {};
  for (const { key, value } of list.toSorted((a, b) => (a.key < b.key ? -1 : 1))) {
    map[key] = key in map ? [map[key], valueText(value)].flat().sort() : valueText(value);
  }
  return map;
}

function valueText(value: Json): string {
  if (value === undefined || value === null) return 'none';
  if ('doubleValue' in value) return `double ${Number(value.doubleValue)}`;
  if (value.arrayValue !== undefined) return `array ${(value.arrayValue.values ?? []).map(valueText).join()}`;
  if (value.kvlistValue !== undefined) return `map ${sortedJson(attributeMap(value.kvlistValue.values))}`;
  return Object.entries(value)
    .map(([type, inner]) => `${type.replace('Value', '')} ${inner}`)
    .join();
}

/** Items by a key; those with one key in the order of their texts. */
function keyed(items: Json[] = [], key: (item: Json) => string, form: (item: Json) => Json = (item) => item): Json {
  const map: Record<string, Json> = {};
  const pairs = items.map((item) => [String(key(item)), form(item)] as const);
  for (const [name, value] of pairs.toSorted(([a, x], [b, y]) => (a + sortedJson(x) < b + sortedJson(y) ? -1 : 1))) {
    let free = name;
    for (let i = 2; free in map; i++) free = `${name}#${i}`;
    map[free] = value;
  }
  return map;
}

/** Lists sorted, whatever they hold. */
function unordered(value: Json): Json {
  if (Array.isArray(value)) {
    return value.map((item) => (typeof item === 'object' ? sortedJson(unordered(item)) : item)).sort();
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, unordered(inner)]));
}
