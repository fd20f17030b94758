import { isUtf8 } from 'node:buffer';
import { type ProtobufReader, utf8, WIRE } from '../protobuf/reader.js';

/** Reads one field's value into the message that is being gathered. */
export type ReadField<Message> = (reader: ProtobufReader, into: Message, tag: number) => void;

/** How each field of a message is read, by its tag. */
export type Fields<Message> = ReadonlyMap<number, ReadField<Message>>;

export const fieldsOf = <Message>(fields: readonly [tag: number, read: ReadField<Message>][]): Fields<Message> =>
  new Map(fields);

/** Tags of fields by their numbers. */
export const varint = (field: number): number => (field << 3) | WIRE.varint;
export const fixed64 = (field: number): number => (field << 3) | WIRE.fixed64;
export const bytes = (field: number): number => (field << 3) | WIRE.bytes;

/** A field that is there once; of several the last counts. */
export const one =
  <Name extends string, Value>(name: Name, read: (reader: ProtobufReader) => Value) =>
  (reader: ProtobufReader, into: Record<Name, Value | undefined>): void => {
    into[name] = read(reader);
  };

/** A field that may be there several times. */
export const many =
  <Name extends string, Value>(name: Name, read: (reader: ProtobufReader) => Value) =>
  (reader: ProtobufReader, into: Readonly<Record<Name, Value[]>>): void => {
    into[name].push(read(reader));
  };

export const double = (reader: ProtobufReader): number => reader.double();
export const uint64 = (reader: ProtobufReader): number => reader.uint64();
export const sint32 = (reader: ProtobufReader): number => reader.sint32();

/** Reads the fields up to `end` into `into`; unknown ones are passed over. */
export function readFields<Message>(
  reader: ProtobufReader,
  end: number,
  fields: Fields<Message>,
  into: Message,
): Message {
  while (reader.position < end) {
    const tag = reader.tag();
    const read = fields.get(tag);
    if (read === undefined) reader.skip(tag);
    else read(reader, into, tag);
  }
  reader.expectEnd(end);
  return into;
}

/** Reads the message whose length comes next. */
export const readMessage = <Message>(reader: ProtobufReader, fields: Fields<Message>, into: Message): Message =>
  readFields(reader, reader.message(), fields, into);

/** A text field; throws where it is not UTF-8. */
export function readText(reader: ProtobufReader): string {
  reader.bytes();
  const { buffer, start, stop } = reader;
  if (!isUtf8(buffer.subarray(start, stop))) throw reader.broken('a text that is not UTF-8');
  return utf8(buffer, start, stop);
}
