import { TextInterner } from '../../lib/text-interner.js';
import { type AttributeSink, integerText } from '../../model/attributes.js';
import { utf8 } from '../protobuf/reader.js';

/**
 * Types of a tag's value: `KeyValue.v_type` of model.proto and `Tag.vType` of jaeger.thrift number them differently, so
 * decoders translate through these tables.
 */
export type TagType = 'string' | 'bool' | 'int64' | 'float64' | 'binary';

export const PROTOBUF_TAG_TYPES: readonly TagType[] = ['string', 'bool', 'int64', 'float64', 'binary'];
export const THRIFT_TAG_TYPES: readonly TagType[] = ['string', 'float64', 'bool', 'int64', 'binary'];

/** One tag as it lies in the body. A decoder keeps one and fills it anew for each tag (`resetTag`). */
export interface Tag {
  buffer: Uint8Array;
  keyStart: number;
  keyEnd: number;
  /** Undefined for a type number that the format does not know, which is then in `typeNumber`. */
  type: TagType | undefined;
  typeNumber: number;
  /** Bounds of a string or binary value. */
  start: number;
  end: number;
  bool: boolean;
  /** Words of an int64. */
  low: number;
  high: number;
  float: number;
}

export function emptyTag(buffer: Uint8Array): Tag {
  return resetTag({ buffer } as Tag);
}

export function resetTag(tag: Tag): Tag {
  tag.keyStart = tag.keyEnd = tag.start = tag.end = 0;
  tag.type = 'string';
  tag.typeNumber = 0;
  tag.bool = false;
  tag.low = tag.high = tag.float = 0;
  return tag;
}

/** Keys come again in every span. */
const keys = new TextInterner();

/** Puts a tag among attributes, with its type kept. */
export function putTag(sink: AttributeSink, tag: Tag): void {
  const key = keys.text(tag.buffer, tag.keyStart, tag.keyEnd);
  switch (tag.type) {
    case 'string':
      sink.bytes(key, tag.buffer, tag.start, tag.end);
      return;
    case 'bool':
      sink.bool(key, tag.bool);
      return;
    case 'int64':
      sink.integer(key, tag.low, tag.high);
      return;
    case 'float64':
      sink.double(key, tag.float);
      return;
    case 'binary':
      sink.text(key, 'x', Buffer.from(tag.buffer.subarray(tag.start, tag.end)).toString('base64'));
      return;
    default:
      sink.text(key, 's', `<Unknown Jaeger TagType "${tag.typeNumber}">`);
  }
}

/** The value as text, however it is typed; for the few tags that become fields of the span. */
export function tagText(tag: Tag): string {
  switch (tag.type) {
    case 'bool':
      return String(tag.bool);
    case 'int64':
      return integerText(tag.low, tag.high);
    case 'float64':
      return String(tag.float);
    default:
      return utf8(tag.buffer, tag.start, tag.end);
  }
}
