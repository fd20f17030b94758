/**
 * Types of a field or element, with the numbers of the binary protocol; the compact protocol's own numbers are turned
 * into these. https://github.com/apache/thrift/blob/master/doc/specs/thrift-binary-protocol.md
 */
export const THRIFT = {
  stop: 0,
  bool: 2,
  byte: 3,
  double: 4,
  i16: 6,
  i32: 8,
  i64: 10,
  binary: 11,
  struct: 12,
  map: 13,
  set: 14,
  list: 15,
  uuid: 16,
} as const;

export type ThriftType = (typeof THRIFT)[keyof typeof THRIFT];
