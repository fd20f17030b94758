import { literal, parameterText } from './literal.js';

type Value = string | bigint | number | boolean | readonly (string | bigint | number)[];

/** A value in SQL, as what it would be if it were bound by that type; `type` is ClickHouse's. */
export const typedLiteral = (type: string, value: Value): string =>
  type === 'String' && typeof value === 'string'
    ? literal(value)
    : `CAST(${literal(parameterText(value))}, ${literal(type)})`;
