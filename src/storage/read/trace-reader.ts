import { integerText } from '../../model/attributes.js';
import type { Labels } from '../../model/labels.js';
import type { StoredEvent, StoredLink, StoredSpan } from '../../model/stored-span.js';
import type { Tenant } from '../../model/tenant.js';
import type { Engine } from '../engine/engine.js';
import type { QueryLimits, TraceReader } from '../interface.js';
import type { Block } from '../native/block-reader.js';
import {
  ArrayColumn,
  BoolColumn,
  type Column,
  JsonColumn,
  MapColumn,
  NumberColumn,
  TupleColumn,
  WideColumn,
} from '../native/block-reader-columns.js';
import type { Topology } from '../schema/ddl.js';
import type { SpanDetails, SpanLinkDetails } from '../span-details.js';

/** `TraceReader` over the tables `spans` and `span_resources`. */
export class StoredTraces implements TraceReader {
  constructor(
    private readonly engine: Pick<Engine, 'query'>,
    private readonly topology: Topology,
  ) {}

  async trace(tenant: Tenant, traceId: Uint8Array, limits: QueryLimits): Promise<StoredSpan[]> {
    const { database } = this.topology;
    const where = 'tenant = {tenant:String} AND trace_id = unhex({trace:String})';
    const params = { tenant, trace: Buffer.from(traceId).toString('hex') };
    const sql = `SELECT * FROM ${database}.spans WHERE ${where} ORDER BY ts SETTINGS output_format_native_use_flattened_dynamic_and_json_serialization = 1`;
    const rows: { resource: bigint; span: Omit<StoredSpan, 'resource'> }[] = [];
    for await (const block of this.engine.query(sql, params, limits)) readSpans(block, rows);
    const resources = await this.resources(tenant, [...new Set(rows.map(({ resource }) => resource))], limits);
    return withoutRepeats(rows.map(({ resource, span }) => ({ ...span, resource: resources.get(resource) ?? [] })));
  }

  private async resources(tenant: Tenant, ids: readonly bigint[], limits: QueryLimits): Promise<Map<bigint, Labels>> {
    const found = new Map<bigint, Labels>();
    if (ids.length === 0) return found;
    const sql =
      `SELECT id, any(labels) AS labels_of_id FROM ${this.topology.database}.span_resources ` +
      'WHERE tenant = {tenant:String} AND id IN ({ids:Array(UInt64)}) GROUP BY id';
    for await (const block of this.engine.query(sql, { tenant, ids }, limits)) {
      const id = block.as('id', WideColumn);
      const labels = block.as('labels_of_id', MapColumn);
      for (let row = 0; row < block.rows; row++) found.set(id.value(row), mapPairs(labels, row));
    }
    return found;
  }
}

function readSpans(block: Block, into: { resource: bigint; span: Omit<StoredSpan, 'resource'> }[]): void {
  const column = (name: string) => block.column(name);
  const wide = (name: string) => block.as(name, WideColumn);
  const number = (name: string) => block.as(name, NumberColumn);
  const resource = wide('resource_id');
  const ts = wide('ts');
  const duration = wide('duration');
  const cells = block.as('attributes', JsonColumn).cells();
  const rest = block.as('attributes_rest', MapColumn);
  const events = eventsOf(block);
  for (let row = 0; row < block.rows; row++) {
    const details = parseDetails(column('details').text(row));
    const [droppedAttributes = 0, droppedEvents = 0, droppedLinks = 0] = details.dropped ?? [];
    const typed = cells[row]!.flatMap(({ path, column: values, at }) => [path, taggedValue(values, at)]);
    into.push({
      resource: resource.value(row),
      span: {
        traceId: column('trace_id').bytes(row),
        spanId: column('span_id').bytes(row),
        parentId: column('parent_id').bytes(row),
        name: column('name').text(row),
        kind: number('kind').value(row),
        status: number('status').value(row),
        statusMessage: column('status_message').text(row),
        startNs: ts.value(row),
        durationNs: duration.value(row),
        traceState: details.traceState ?? '',
        flags: number('flags').value(row),
        dropped: { attributes: droppedAttributes, events: droppedEvents, links: droppedLinks },
        attributes: [...typed, ...mapPairs(rest, row)],
        events: events(row),
        links: (details.links ?? []).map(storedLink),
      },
    });
  }
}

function eventsOf(block: Block): (row: number) => StoredEvent[] {
  const ts = block.as('event_ts', ArrayColumn);
  const name = block.as('event_name', ArrayColumn).elements;
  const attributes = block.as('event_attributes', ArrayColumn).elements as MapColumn;
  return (row) =>
    elementsOf(ts, row).map((i) => ({
      ns: (ts.elements as WideColumn).value(i),
      name: name.text(i),
      attributes: mapPairs(attributes, i),
    }));
}

const parseDetails = (json: string): SpanDetails => (json === '' ? {} : (JSON.parse(json) as SpanDetails));

const storedLink = ({ traceId, spanId, traceState, attributes }: SpanLinkDetails): StoredLink => ({
  traceId: Buffer.from(traceId, 'hex'),
  spanId: Buffer.from(spanId, 'hex'),
  traceState,
  attributes,
});

function elementsOf(column: ArrayColumn, row: number): number[] {
  const start = column.start(row);
  return Array.from({ length: column.end(row) - start }, (_, i) => start + i);
}

function mapPairs(map: MapColumn, row: number): string[] {
  const pairs: string[] = [];
  for (let i = map.start(row); i < map.end(row); i++) pairs.push(map.keys.text(i), map.values.text(i));
  return pairs;
}

/** A typed value as tagged text (see `model/attributes.ts`). */
function taggedValue(column: Column, row: number): string {
  if (column instanceof ArrayColumn) {
    const values = elementsOf(column, row).map((i) => anyValue(column.elements, i));
    return `a${JSON.stringify({ arrayValue: { values } })}`;
  }
  if (column instanceof WideColumn) return `i${integerText(column.words[row * 2]!, column.words[row * 2 + 1]!)}`;
  if (column instanceof NumberColumn) return `d${column.value(row)}`;
  if (column instanceof BoolColumn) return `b${column.value(row)}`;
  if (column instanceof TupleColumn) return column.elements[0]!.text(row);
  return `s${column.text(row)}`;
}

/** An element of an array as OTLP's AnyValue in JSON. */
function anyValue(column: Column, row: number): Record<string, unknown> {
  if (column instanceof WideColumn) return { intValue: String(column.value(row)) };
  if (column instanceof NumberColumn) return { doubleValue: jsonDouble(column.value(row)) };
  if (column instanceof BoolColumn) return { boolValue: column.value(row) };
  return { stringValue: column.text(row) };
}

/** JSON has no NaN and no infinities; protobuf's mapping writes them as strings. */
const jsonDouble = (value: number): number | string => (Number.isFinite(value) ? value : String(value));

/** Spans that are equal in everything were stored twice by a sender's repetition; spans that merely share an id are two. */
function withoutRepeats(spans: readonly StoredSpan[]): StoredSpan[] {
  const seen = new Set<string>();
  return spans.filter((span) => {
    const key = JSON.stringify(span, (_name, value) =>
      typeof value === 'bigint'
        ? String(value)
        : value instanceof Uint8Array
          ? Buffer.from(value).toString('hex')
          : value,
    );
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
