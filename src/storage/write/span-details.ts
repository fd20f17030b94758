import type { AttributeColumn } from '../../model/attributes.js';
import { StringColumn } from '../../model/columns.js';
import type { SpanBatch } from '../../model/spans.js';
import type { SpanDetails, SpanLinkDetails } from '../span-details.js';

/** The `details` of a batch's spans. */
export function detailsColumn({ rows, traceState, dropped, links }: SpanBatch): StringColumn {
  const column = new StringColumn(rows);
  const states = new RowTexts(traceState);
  const readLinks = linkReader(links);
  for (let row = 0; row < rows; row++) {
    const state = states.next();
    const droppedCounts = [
      dropped.attributes.values[row]!,
      dropped.events.values[row]!,
      dropped.links.values[row]!,
    ] as const;
    const linked = readLinks(row);
    const details: SpanDetails = {
      ...(state === '' ? {} : { traceState: state }),
      ...(droppedCounts.some((count) => count > 0) ? { dropped: droppedCounts } : {}),
      ...(linked.length === 0 ? {} : { links: linked }),
    };
    column.appendText(Object.keys(details).length === 0 ? '' : JSON.stringify(details));
  }
  return column;
}

/** Reads the links of one row after the other. */
function linkReader({
  ends,
  traceId,
  spanId,
  traceState,
  attributes,
}: SpanBatch['links']): (row: number) => SpanLinkDetails[] {
  const states = new RowTexts(traceState);
  const readAttributes = attributeReader(attributes);
  let at = 0;
  return (row) => {
    const found: SpanLinkDetails[] = [];
    for (const end = ends.ends.words[row * 2]!; at < end; at++) {
      found.push({
        traceId: Buffer.from(traceId.bytes.subarray(at * 16, at * 16 + 16)).toString('hex'),
        spanId: Buffer.from(spanId.bytes.subarray(at * 8, at * 8 + 8)).toString('hex'),
        traceState: states.next(),
        attributes: readAttributes(at),
      });
    }
    return found;
  };
}

/** Reads the attributes of one row after the other. */
function attributeReader({ ends, keys, values }: AttributeColumn): (row: number) => string[] {
  const texts = new RowTexts(values);
  const dictionary = new RowTexts(keys.dictionary);
  const names = Array.from({ length: keys.dictionary.rows }, () => dictionary.next());
  let at = 0;
  return (row) => {
    const pairs: string[] = [];
    for (const end = ends.ends.words[row * 2]!; at < end; at++)
      pairs.push(names[keys.indexes.values[at]!]!, texts.next());
    return pairs;
  };
}

/** The rows of a string column as text, one after the other. */
class RowTexts {
  private at = 0;

  constructor(private readonly column: StringColumn) {}

  next(): string {
    const { bytes } = this.column;
    let length = 0;
    for (let shift = 0, byte = 128; byte > 127; shift += 7) {
      byte = bytes[this.at++]!;
      length |= (byte & 127) << shift;
    }
    if (length === 0) return '';
    const start = this.at;
    this.at += length;
    return Buffer.from(bytes.buffer, bytes.byteOffset + start, length).toString('utf8');
  }
}
