import { literal, parameterText } from './literal.js';

type Value = string | bigint | number | boolean | readonly (string | bigint | number)[];

/** A value in SQL, as what it would be if it were bound by that type; `type` is ClickHouse's. */
export const typedLiteral = (type: string, value: Value): string =>
  type === 'String' && typeof value === 'string'
    ? literal(value)
    : `CAST(${literal(parameterText(value))}, ${literal(type)})`;

const floats = new DataView(new ArrayBuffer(8));

/** A Float64 by its bits, which no text rounds. */
export function floatLiteral(value: number): string {
  floats.setFloat64(0, value);
  return `reinterpret(${typedLiteral('UInt64', floats.getBigUint64(0))}, 'Float64')`;
}
