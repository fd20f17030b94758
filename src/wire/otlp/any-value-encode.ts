import type { ProtobufWriter } from '../protobuf/writer.js';
import type { AnyValueJson, KeyValueJson } from './any-value-json.js';

/** Writes the fields of an AnyValue message; the empty value has none. */
export function writeAnyValue(message: ProtobufWriter, value: AnyValueJson): void {
  if ('stringValue' in value) message.stringAlways(1, value.stringValue);
  else if ('boolValue' in value) message.boolAlways(2, value.boolValue);
  else if ('intValue' in value) message.int64Always(3, BigInt(value.intValue));
  else if ('doubleValue' in value) message.doubleAlways(4, Number(value.doubleValue));
  else if ('arrayValue' in value) {
    const items: readonly AnyValueJson[] = value.arrayValue.values ?? [];
    message.message(5, (list) => {
      for (const item of items) list.message(1, (any) => writeAnyValue(any, item));
    });
  } else if ('kvlistValue' in value) {
    const pairs: readonly KeyValueJson[] = value.kvlistValue.values ?? [];
    message.message(6, (list) => {
      for (const pair of pairs) writeKeyValue(list, 1, pair);
    });
  } else if ('bytesValue' in value) message.bytesAlways(7, Buffer.from(value.bytesValue, 'base64'));
}

/** Writes a KeyValue message as field `field`. */
export function writeKeyValue(writer: ProtobufWriter, field: number, pair: KeyValueJson): void {
  writer.message(field, (message) => {
    message.string(1, pair.key);
    message.message(2, (any) => writeAnyValue(any, pair.value));
  });
}
