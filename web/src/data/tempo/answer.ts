/** A value of OTLP in JSON. Whole numbers are texts, as 64 bits do not fit a number. */
export interface AnyValue {
  readonly stringValue?: string;
  readonly intValue?: string | number;
  readonly doubleValue?: number | string;
  readonly boolValue?: boolean;
  readonly bytesValue?: string;
  readonly arrayValue?: { readonly values?: readonly AnyValue[] };
  readonly kvlistValue?: { readonly values?: readonly Attribute[] };
}

export interface Attribute {
  readonly key: string;
  readonly value?: AnyValue;
}

/** A whole number, a decimal, a text, a truth value, or JSON of what is more than one. */
export function readAny(value: AnyValue | undefined): string | number | boolean {
  if (value === undefined) return '';
  if (value.stringValue !== undefined) return value.stringValue;
  if (value.boolValue !== undefined) return value.boolValue;
  if (value.doubleValue !== undefined) return Number(value.doubleValue);
  if (value.intValue !== undefined) {
    const number = Number(value.intValue);
    return Number.isSafeInteger(number) ? number : String(value.intValue);
  }
  const { arrayValue, kvlistValue, bytesValue = '' } = value;
  if (arrayValue) return JSON.stringify((arrayValue.values ?? []).map(readAny));
  if (kvlistValue) return JSON.stringify(readAttributes(kvlistValue.values));
  return bytesValue;
}

export const readAttributes = (attributes: readonly Attribute[] = []): Record<string, string | number | boolean> =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, readAny(value)]));

/** https://grafana.com/docs/tempo/latest/api_docs/#search */
export interface SearchAnswer {
  readonly traces?: readonly TraceSummary[] | null;
}

export interface TraceSummary {
  readonly traceID: string;
  readonly rootServiceName?: string;
  readonly rootTraceName?: string;
  readonly startTimeUnixNano?: string;
  readonly durationMs?: number;
  readonly spanSets?: readonly SpanSet[];
  readonly spanSet?: SpanSet;
}

export interface SpanSet {
  readonly spans?: readonly SpanSummary[];
  readonly matched?: number;
  readonly attributes?: readonly Attribute[];
}

export interface SpanSummary {
  readonly spanID: string;
  readonly name?: string;
  readonly startTimeUnixNano?: string;
  readonly durationNanos?: string;
  readonly attributes?: readonly Attribute[];
}

/** https://grafana.com/docs/tempo/latest/api_docs/#traceql-metrics */
export interface MetricsAnswer {
  readonly series?: readonly MetricsSeries[] | null;
}

export interface MetricsSeries {
  readonly labels?: readonly Attribute[];
  readonly samples?: readonly { readonly timestampMs: string; readonly value?: number }[];
  /** Of an instant query; 0 is left out. */
  readonly value?: number;
  readonly exemplars?: readonly {
    readonly labels?: readonly Attribute[];
    readonly value?: number;
    readonly timestampMs: string;
  }[];
}

/** ns since 1970 as text to ms with the fraction that a number holds. */
export const msOfNano = (nano: string | undefined): number =>
  nano === undefined || nano === '' ? 0 : Number(nano.slice(0, -6) || '0') + Number(nano.slice(-6)) / 1e6;
