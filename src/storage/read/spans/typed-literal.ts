import { literal, parameterText } from '../../sql/literal.js';

type Value = string | bigint | number | boolean | readonly (string | bigint | number)[];

/**
 * A value in SQL over spans; `type` is ClickHouse's. Values stand in the text, since to bind them takes the embedded engine
 * a statement of its own before each query, a tenth of what most of these cost.
 */
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
