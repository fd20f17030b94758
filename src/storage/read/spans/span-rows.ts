import { integerText } from '../../../model/attributes.js';
import type { StoredEvent, StoredLink, StoredSpan } from '../../../model/stored-span.js';
import { isAttributePath } from '../../../model/typed-attributes.js';
import type { Block } from '../../native/block-reader.js';
import {
  ArrayColumn,
  BoolColumn,
  type Column,
  DynamicColumn,
  JsonColumn,
  MapColumn,
  NumberColumn,
  TupleColumn,
  WideColumn,
} from '../../native/block-reader-columns.js';
import type { SpanDetails, SpanLinkDetails } from '../../span-details.js';
import type { SpanColumns } from '../../span-interface.js';
import { identifier } from '../../sql/literal.js';
import { SharedTexts } from './shared-texts.js';

/** Everything that is stored of a span. */
export const WHOLE_SPANS: SpanColumns = { attributes: 'all', events: true, links: true };

/** How JSON and Dynamic columns come, for every query that selects spans. */
export const SPAN_SETTINGS = 'output_format_native_use_flattened_dynamic_and_json_serialization = 1';

/** A span whose resource is not looked up yet. */
export interface SpanRow {
  readonly resource: bigint;
  readonly span: Omit<StoredSpan, 'resource'>;
}

const ALWAYS_READ =
  'trace_id, span_id, parent_id, name, kind, status, status_message, ts, duration, resource_id, flags';
const EVENTS = ', event_ts, event_name, event_attributes';
/** More names than this are taken out of the whole column. */
const MAX_PATHS = 64;

/** Reads the rows of a query that selected `select` of the table `spans` with `SPAN_SETTINGS`. */
export class SpanRowReader {
  readonly select: string;
  /** The paths that are read one by one; undefined: the whole column. */
  private readonly paths: readonly string[] | undefined;
  private readonly shared = new SharedTexts();

  constructor(private readonly columns: SpanColumns) {
    const { attributes, events, links } = columns;
    const isEach = attributes !== 'all' && attributes.size <= MAX_PATHS;
    this.paths = isEach ? [...attributes].filter(isAttributePath) : undefined;
    const typed =
      this.paths === undefined
        ? ', attributes'
        : this.paths.map((path, i) => `, attributes.${identifier(path)} AS path${i}`).join('');
    const rest = attributes !== 'all' && attributes.size === 0 ? '' : ', attributes_rest';
    this.select = ALWAYS_READ + typed + rest + (events ? EVENTS : '') + (links ? ', details' : '');
  }

  read(block: Block): SpanRow[] {
    const attributes = this.attributes(block);
    const events = this.columns.events ? eventsOf(block) : () => [];
    const details = this.columns.links ? detailsOf(block) : () => NO_DETAILS;
    const spanAt = spansOf(block, attributes, events, details);
    const resource = block.as('resource_id', WideColumn);
    return Array.from({ length: block.rows }, (_, row) => ({ resource: resource.value(row), span: spanAt(row) }));
  }

  private attributes(block: Block): (row: number) => string[] {
    const { attributes } = this.columns;
    const wanted = attributes === 'all' ? () => true : (name: string) => attributes.has(name);
    const typed =
      this.paths === undefined ? wholeColumn(block, wanted, this.shared) : eachPath(block, this.paths, this.shared);
    if (!block.columns.has('attributes_rest')) return typed;
    const rest = block.as('attributes_rest', MapColumn);
    return (row) => [...typed(row), ...mapPairs(rest, row, wanted)];
  }
}

/** Each span is one object from the start: copying those of a long trace would cost more than reading them. */
function spansOf(
  block: Block,
  attributes: (row: number) => string[],
  events: (row: number) => StoredEvent[],
  details: (row: number) => Details,
): (row: number) => SpanRow['span'] {
  const [traceId, spanId, parentId, name, statusMessage] = [
    'trace_id',
    'span_id',
    'parent_id',
    'name',
    'status_message',
  ].map((column) => block.column(column)) as [Column, Column, Column, Column, Column];
  const [kind, status, flags] = ['kind', 'status', 'flags'].map((column) => block.as(column, NumberColumn)) as [
    NumberColumn,
    NumberColumn,
    NumberColumn,
  ];
  const ts = block.as('ts', WideColumn);
  const duration = block.as('duration', WideColumn);
  let lastId: Uint8Array = new Uint8Array(0);
  /** Spans of one trace share its id. */
  const idOf = (row: number): Uint8Array => {
    const id = traceId.bytes(row);
    if (Buffer.compare(id, lastId) !== 0) lastId = id;
    return lastId;
  };
  return (row) => {
    const { traceState, dropped, links } = details(row);
    return {
      traceId: idOf(row),
      spanId: spanId.bytes(row),
      parentId: parentId.bytes(row),
      name: name.text(row),
      kind: kind.value(row),
      status: status.value(row),
      statusMessage: statusMessage.text(row),
      startNs: ts.value(row),
      durationNs: duration.value(row),
      flags: flags.value(row),
      attributes: attributes(row),
      events: events(row),
      traceState,
      dropped,
      links,
    };
  };
}

function wholeColumn(block: Block, wanted: (name: string) => boolean, shared: SharedTexts): (row: number) => string[] {
  const cells = block.as('attributes', JsonColumn).cells();
  return (row) =>
    cells[row]!.flatMap(({ path, column, at }) =>
      wanted(path) ? [path, shared.value(path, taggedValue(column, at))] : [],
    );
}

function eachPath(block: Block, paths: readonly string[], shared: SharedTexts): (row: number) => string[] {
  const columns = paths.map((_, i) => block.as(`path${i}`, DynamicColumn));
  return (row) =>
    paths.flatMap((path, i) => {
      const cell = columns[i]!.cell(row);
      return cell === undefined ? [] : [path, shared.value(path, taggedValue(cell.column, cell.at))];
    });
}

type Details = Pick<StoredSpan, 'traceState' | 'dropped' | 'links'>;

const NO_DETAILS: Details = { traceState: '', dropped: { attributes: 0, events: 0, links: 0 }, links: [] };

function detailsOf(block: Block): (row: number) => Details {
  const column = block.column('details');
  return (row) => {
    const json = column.text(row);
    if (json === '') return NO_DETAILS;
    const { traceState = '', dropped = [0, 0, 0], links = [] } = JSON.parse(json) as SpanDetails;
    const [attributes, events, droppedLinks] = dropped;
    return { traceState, dropped: { attributes, events, links: droppedLinks }, links: links.map(storedLink) };
  };
}

const storedLink = ({ traceId, spanId, traceState, attributes }: SpanLinkDetails): StoredLink => ({
  traceId: Buffer.from(traceId, 'hex'),
  spanId: Buffer.from(spanId, 'hex'),
  traceState,
  attributes,
});

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

function elementsOf(column: ArrayColumn, row: number): number[] {
  const start = column.start(row);
  return Array.from({ length: column.end(row) - start }, (_, i) => start + i);
}

function mapPairs(map: MapColumn, row: number, wanted: (name: string) => boolean = () => true): string[] {
  const pairs: string[] = [];
  for (let i = map.start(row); i < map.end(row); i++) {
    const name = map.keys.text(i);
    if (wanted(name)) pairs.push(name, map.values.text(i));
  }
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
