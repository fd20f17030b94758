import type { SampleGate } from '../../model/sample-gate.js';
import type { Tenant } from '../../model/tenant.js';
import { putJsonAttributes } from './any-value-from-json.js';
import {
  jsonArray,
  jsonDouble,
  jsonEnum,
  jsonInt32,
  jsonInt64,
  jsonObject,
  jsonText,
  jsonUint32,
  jsonUint64,
  parseJsonBody,
} from './json-fields.js';
import type { MetricFamily } from './metrics-families.js';
import {
  AttributeTexts,
  CUMULATIVE,
  type ExemplarPoint,
  type ExponentialBuckets,
  METRIC_KINDS,
  type MetricKind,
  type Point,
  TEMPORALITIES,
} from './metrics-point.js';
import type { MetricResource } from './metrics-resource.js';
import type { MetricRows } from './metrics-rows.js';
import type { MetricScope } from './metrics-scope.js';
import type { PointSeries } from './metrics-series.js';
import { BAD_ATTRIBUTES, type MetricsTranslator } from './metrics-translator.js';

type Json = Record<string, unknown>;

const KINDS = Object.values(METRIC_KINDS);
const HAS_TEMPORALITY: readonly MetricKind[] = ['sum', 'histogram', 'exponentialHistogram'];
const NO_RECORDED_VALUE = 1;

/**
 * Decodes an OTLP/JSON metrics request. Rules and errors are those of protobuf (`MetricsDecoder`).
 * https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding
 */
export function decodeMetricsJson(
  body: Buffer,
  tenant: Tenant,
  translator: MetricsTranslator,
  gate?: SampleGate,
): MetricRows {
  const rows = translator.rows(tenant, gate);
  for (const group of jsonArray(parseJsonBody(body).resourceMetrics, 'resourceMetrics')) {
    const { resource, scopeMetrics } = jsonObject(group, 'resourceMetrics');
    const owner = translator.resource(tenant, attributesOf(jsonObject(resource, 'resource').attributes));
    for (const part of jsonArray(scopeMetrics, 'scopeMetrics')) {
      const json = jsonObject(part, 'scopeMetrics');
      const scope = scopeOf(json);
      for (const metric of jsonArray(json.metrics, 'metrics')) {
        putMetric(jsonObject(metric, 'metrics'), owner, scope, translator, rows);
      }
    }
  }
  rows.finish();
  return rows;
}

function attributesOf(value: unknown): [string, string][] {
  const texts = new AttributeTexts();
  putJsonAttributes(value, texts);
  return texts.pairs;
}

function scopeOf({ scope, schemaUrl }: Json): MetricScope {
  const fields = jsonObject(scope, 'scope');
  return {
    name: jsonText(fields.name, 'scope.name'),
    version: jsonText(fields.version, 'scope.version'),
    schemaUrl: jsonText(schemaUrl, 'schemaUrl'),
    attributes: attributesOf(fields.attributes),
  };
}

function putMetric(
  json: Json,
  resource: MetricResource,
  scope: MetricScope,
  translator: MetricsTranslator,
  rows: MetricRows,
): void {
  const kind = KINDS.find((name) => json[name] !== undefined && json[name] !== null);
  if (kind === undefined) return;
  const data = jsonObject(json[kind], kind);
  const points = jsonArray(data.dataPoints, 'dataPoints');
  if (points.length === 0) return;
  const monotonic = data.isMonotonic === true;
  const family = translator.family(resource, scope, {
    kind,
    name: jsonText(json.name, 'name'),
    unit: jsonText(json.unit, 'unit'),
    description: jsonText(json.description, 'description'),
    monotonic,
    temporality: HAS_TEMPORALITY.includes(kind)
      ? jsonEnum(data.aggregationTemporality, 'aggregationTemporality', TEMPORALITIES)
      : CUMULATIVE,
  });
  if (typeof family === 'string') {
    rows.rejected.add(family, points.length);
    return;
  }
  rows.describe(family.metadata);
  for (const item of points) {
    const point = jsonObject(item, 'dataPoints');
    const series = translator.pointSeries(family, attributesOf(point.attributes));
    if (series === undefined) rows.rejected.add(BAD_ATTRIBUTES);
    else PUT[kind](point, commonOf(point), family, series, rows);
  }
}

type Put = (json: Json, common: Point, family: MetricFamily, series: PointSeries, rows: MetricRows) => void;

const putNumber: Put = (json, common, family, series, rows) => {
  rows.addNumber(family, series, { ...common, value: numberOf(json) });
};

const PUT: Readonly<Record<MetricKind, Put>> = {
  gauge: putNumber,
  sum: putNumber,
  histogram: (json, common, family, series, rows) => {
    const point = {
      ...common,
      count: Number(jsonUint64(json.count, 'count')),
      sum: optionalDouble(json.sum, 'sum'),
      bucketCounts: counts(json.bucketCounts),
      bounds: jsonArray(json.explicitBounds, 'explicitBounds').map((bound) => jsonDouble(bound, 'explicitBounds')),
    };
    rows.addHistogram(family, series, point);
  },
  exponentialHistogram: (json, common, family, series, rows) => {
    const point = {
      ...common,
      count: Number(jsonUint64(json.count, 'count')),
      sum: optionalDouble(json.sum, 'sum'),
      scale: jsonInt32(json.scale, 'scale'),
      zeroCount: Number(jsonUint64(json.zeroCount, 'zeroCount')),
      positive: bucketsOf(json.positive, 'positive'),
      negative: bucketsOf(json.negative, 'negative'),
    };
    rows.addExponential(family, series, point);
  },
  summary: (json, common, family, series, rows) => {
    const quantiles = jsonArray(json.quantileValues, 'quantileValues').map((item) => {
      const { quantile, value } = jsonObject(item, 'quantileValues');
      return { quantile: jsonDouble(quantile, 'quantile'), value: jsonDouble(value, 'value') };
    });
    const point = {
      ...common,
      count: Number(jsonUint64(json.count, 'count')),
      sum: jsonDouble(json.sum, 'sum'),
      quantiles,
    };
    rows.addSummary(family, series, point);
  },
};

function commonOf(json: Json): Point {
  return {
    ms: msOf(json.timeUnixNano),
    stale: (jsonUint32(json.flags, 'flags') & NO_RECORDED_VALUE) !== 0,
    exemplars: jsonArray(json.exemplars, 'exemplars').map((item) => exemplarOf(jsonObject(item, 'exemplars'))),
  };
}

function exemplarOf(json: Json): ExemplarPoint {
  return {
    ms: msOf(json.timeUnixNano),
    value: numberOf(json),
    traceId: jsonText(json.traceId, 'traceId').toLowerCase(),
    spanId: jsonText(json.spanId, 'spanId').toLowerCase(),
    attributes: attributesOf(json.filteredAttributes),
  };
}

const msOf = (value: unknown): number => Number(jsonUint64(value, 'timeUnixNano') / 1_000_000n);

const numberOf = ({ asDouble, asInt }: Json): number =>
  asInt !== undefined && asInt !== null ? Number(jsonInt64(asInt, 'asInt')) : jsonDouble(asDouble, 'asDouble');

const optionalDouble = (value: unknown, name: string): number | undefined =>
  value === undefined || value === null ? undefined : jsonDouble(value, name);

const counts = (value: unknown): number[] =>
  jsonArray(value, 'bucketCounts').map((count) => Number(jsonUint64(count, 'bucketCounts')));

function bucketsOf(value: unknown, name: string): ExponentialBuckets {
  const { offset, bucketCounts } = jsonObject(value, name);
  return { offset: jsonInt32(offset, 'offset'), counts: counts(bucketCounts) };
}
