import { OwnerSalts } from '../../lib/owner-salts.js';
import { TextInterner } from '../../lib/text-interner.js';
import type { SampleGate } from '../../model/sample-gate.js';
import type { Tenant } from '../../model/tenant.js';
import { ProtobufReader, WIRE } from '../protobuf/reader.js';
import { readKeyValue } from './any-value.js';
import type { MetricFamily } from './metrics-families.js';
import { AttributeTexts, CUMULATIVE, METRIC_KINDS, type MetricHeader, type MetricKind } from './metrics-point.js';
import { PointReader } from './metrics-point-reader.js';
import type { MetricResource } from './metrics-resource.js';
import type { MetricRows } from './metrics-rows.js';
import type { MetricScope } from './metrics-scope.js';
import type { PointSeries } from './metrics-series.js';
import { BAD_ATTRIBUTES, type MetricsTranslator } from './metrics-translator.js';

const bytesField = (field: number): number => field * 8 + WIRE.bytes;

const RESOURCE_METRICS = bytesField(1);
/** ResourceMetrics and ScopeMetrics have the same shape: whose metrics, then the metrics, then a schema URL. */
const OWNER = bytesField(1);
const PARTS = bytesField(2);
const SCHEMA_URL = bytesField(3);
/** Metric. */
const NAME = bytesField(1);
const DESCRIPTION = bytesField(2);
const UNIT = bytesField(3);
/** Gauge, Sum, Histogram, ExponentialHistogram, Summary. */
const DATA_POINTS = bytesField(1);
const TEMPORALITY = 2 * 8 + WIRE.varint;
const IS_MONOTONIC = 3 * 8 + WIRE.varint;

/** Larger resources are decoded each time. */
const MAX_CACHED_BYTES = 64 << 10;

/**
 * Decodes OTLP metrics requests in protobuf into Prometheus series. Resources and series that come again are found by
 * their raw bytes. Points that cannot be stored are counted; a body that is not protobuf throws `invalid_argument`.
 * https://github.com/open-telemetry/opentelemetry-proto/blob/main/opentelemetry/proto/metrics/v1/metrics.proto
 */
export class MetricsDecoder {
  private readonly texts = new TextInterner();
  private readonly points = new PointReader(this.texts);
  private readonly salts = new OwnerSalts();

  constructor(private readonly translator: MetricsTranslator) {}

  decode(body: Uint8Array, tenant: Tenant, gate?: SampleGate): MetricRows {
    const rows = this.translator.rows(tenant, gate);
    const reader = new ProtobufReader(body);
    while (reader.position < reader.end) {
      const tag = reader.tag();
      if (tag === RESOURCE_METRICS) this.readResourceMetrics(reader, reader.message(), rows);
      else reader.skip(tag);
    }
    rows.finish();
    return rows;
  }

  private readResourceMetrics(reader: ProtobufReader, end: number, rows: MetricRows): void {
    const start = reader.position;
    const { ownerStart, ownerEnd } = findOwner(reader, end);
    const resource = this.resource(reader, ownerStart, ownerEnd, rows.tenant);
    reader.position = start;
    while (reader.position < end) {
      const tag = reader.tag();
      if (tag === PARTS) this.readScopeMetrics(reader, reader.message(), resource, rows);
      else reader.skip(tag);
    }
  }

  private resource(reader: ProtobufReader, start: number, end: number, tenant: Tenant): MetricResource {
    const { resources } = this.translator;
    const cached = end - start <= MAX_CACHED_BYTES;
    const salt = this.salts.of(tenant);
    const known = cached ? resources.get(reader.buffer, start, end, salt) : undefined;
    if (known !== undefined) return known;
    const resource = this.translator.resource(tenant, this.readAttributes(reader, start, end, bytesField(1)));
    if (cached) resources.set(reader.buffer, start, end, resource, salt);
    return resource;
  }

  private readScopeMetrics(reader: ProtobufReader, end: number, resource: MetricResource, rows: MetricRows): void {
    const start = reader.position;
    const owner = findOwner(reader, end);
    const scope = this.translator.options.promoteScopeMetadata ? this.readScope(reader, owner) : NO_SCOPE;
    reader.position = start;
    while (reader.position < end) {
      const tag = reader.tag();
      if (tag === PARTS) this.readMetric(reader, reader.message(), resource, scope, rows);
      else reader.skip(tag);
    }
  }

  private readScope(reader: ProtobufReader, owner: Owner): MetricScope {
    let name = '';
    let version = '';
    reader.position = owner.ownerStart;
    while (reader.position < owner.ownerEnd) {
      const tag = reader.tag();
      if (tag === bytesField(1)) name = reader.string();
      else if (tag === bytesField(2)) version = reader.string();
      else reader.skip(tag);
    }
    reader.expectEnd(owner.ownerEnd);
    const attributes = this.readAttributes(reader, owner.ownerStart, owner.ownerEnd, bytesField(3));
    return { name, version, schemaUrl: owner.schemaUrl, attributes };
  }

  private readMetric(
    reader: ProtobufReader,
    end: number,
    resource: MetricResource,
    scope: MetricScope,
    rows: MetricRows,
  ): void {
    let name = '';
    let unit = '';
    let description = '';
    let kind: MetricKind | undefined;
    let dataStart = end;
    let dataEnd = end;
    while (reader.position < end) {
      const tag = reader.tag();
      if (tag === NAME) name = this.text(reader);
      else if (tag === DESCRIPTION) description = this.text(reader);
      else if (tag === UNIT) unit = this.text(reader);
      else if ((tag & 7) === WIRE.bytes && tag >> 3 in METRIC_KINDS) {
        kind = METRIC_KINDS[(tag >> 3) as keyof typeof METRIC_KINDS];
        dataEnd = reader.bytes();
        dataStart = reader.start;
      } else reader.skip(tag);
    }
    reader.expectEnd(end);
    if (kind === undefined) return;
    reader.position = dataStart;
    this.readData(reader, dataEnd, { kind, name, unit, description }, resource, scope, rows);
    reader.position = end;
  }

  private readData(
    reader: ProtobufReader,
    end: number,
    head: Omit<MetricHeader, 'monotonic' | 'temporality'>,
    resource: MetricResource,
    scope: MetricScope,
    rows: MetricRows,
  ): void {
    const start = reader.position;
    let temporality = head.kind === 'gauge' || head.kind === 'summary' ? CUMULATIVE : 0;
    let monotonic = false;
    let count = 0;
    while (reader.position < end) {
      const tag = reader.tag();
      if (tag === TEMPORALITY) temporality = reader.uint32();
      else if (tag === IS_MONOTONIC) monotonic = reader.bool();
      else {
        if (tag === DATA_POINTS) count++;
        reader.skip(tag);
      }
    }
    reader.expectEnd(end);
    if (count === 0) return;
    const family = this.translator.family(resource, scope, { ...head, monotonic, temporality });
    if (typeof family === 'string') {
      rows.rejected.add(family, count);
      return;
    }
    rows.describe(family.metadata);
    reader.position = start;
    while (reader.position < end) {
      const tag = reader.tag();
      if (tag === DATA_POINTS) this.readPoint(reader, reader.message(), family, rows);
      else reader.skip(tag);
    }
  }

  private readPoint(reader: ProtobufReader, end: number, family: MetricFamily, rows: MetricRows): void {
    const start = reader.position;
    const { points } = this;
    const attributesTag = points.begin(family.kind, reader, end);
    const series = this.pointSeries(reader, start, end, attributesTag, family);
    reader.position = end;
    if (series === undefined) rows.rejected.add(BAD_ATTRIBUTES);
    else points.put(family, series, rows);
  }

  /** Finds the series by the bytes of the attributes, where these stand together (as all senders write them). */
  private pointSeries(
    reader: ProtobufReader,
    start: number,
    end: number,
    tag: number,
    family: MetricFamily,
  ): PointSeries | undefined {
    const { attributesStart, attributesEnd, scattered } = this.points;
    const { series } = this.translator;
    if (scattered) return this.translator.pointSeries(family, this.readAttributes(reader, start, end, tag));
    const known = series.get(reader.buffer, attributesStart, attributesEnd, family.number);
    if (known !== undefined) return known;
    const attributes = this.readAttributes(reader, attributesStart, attributesEnd, tag);
    const made = this.translator.pointSeries(family, attributes);
    if (made !== undefined) series.set(reader.buffer, attributesStart, attributesEnd, made, family.number);
    return made;
  }

  /** The attributes in `[start, end)` of a message, which stand in fields with `tag`. */
  private readAttributes(reader: ProtobufReader, start: number, end: number, tag: number): [string, string][] {
    const attributes = new AttributeTexts();
    reader.position = start;
    while (reader.position < end) {
      const found = reader.tag();
      if (found === tag) readKeyValue(reader, reader.message(), attributes, this.texts);
      else reader.skip(found);
    }
    reader.expectEnd(end);
    return attributes.pairs;
  }

  private text(reader: ProtobufReader): string {
    reader.bytes();
    return this.texts.text(reader.buffer, reader.start, reader.stop);
  }
}

const NO_SCOPE: MetricScope = { name: '', version: '', schemaUrl: '', attributes: [] };

interface Owner {
  readonly ownerStart: number;
  readonly ownerEnd: number;
  readonly schemaUrl: string;
}

/** Finds in a ResourceMetrics or ScopeMetrics whose metrics they are, wherever it stands. */
function findOwner(reader: ProtobufReader, end: number): Owner {
  let ownerStart = reader.position;
  let ownerEnd = ownerStart;
  let schemaUrl = '';
  while (reader.position < end) {
    const tag = reader.tag();
    if (tag === OWNER) {
      ownerEnd = reader.bytes();
      ownerStart = reader.start;
    } else if (tag === SCHEMA_URL) schemaUrl = reader.string();
    else reader.skip(tag);
  }
  reader.expectEnd(end);
  return { ownerStart, ownerEnd, schemaUrl };
}
