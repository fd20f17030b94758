import { typedLiteral } from '../../sql/typed-literal.js';

export { typedLiteral };

const floats = new DataView(new ArrayBuffer(8));

/** A Float64 by its bits, which no text rounds. */
export function floatLiteral(value: number): string {
  floats.setFloat64(0, value);
  return `reinterpret(${typedLiteral('UInt64', floats.getBigUint64(0))}, 'Float64')`;
}
