import type { QueryParams } from '../../engine/engine.js';

type Value = string | bigint | number | boolean | readonly (string | bigint | number)[];

/** The values of one query, which its text names by placeholders (`Engine.query`). */
export class Bindings {
  readonly params: Record<string, Value> = {};
  private count = 0;
  private readonly bound = new Map<string, string>();
  private readonly floats = new DataView(new ArrayBuffer(8));

  /** The placeholder of a value; `type` is ClickHouse's. One value has one, so that equal conditions are equal as texts. */
  bind(type: string, value: Value): string {
    const isList = typeof value === 'object';
    const known = isList ? undefined : this.bound.get(`${type}/${value}`);
    if (known !== undefined) return known;
    const name = `p${this.count++}`;
    this.params[name] = value;
    const placeholder = `{${name}:${type}}`;
    if (!isList) this.bound.set(`${type}/${value}`, placeholder);
    return placeholder;
  }

  /** A Float64 by its bits, which no text rounds. */
  float(value: number): string {
    this.floats.setFloat64(0, value);
    return `reinterpret(${this.bind('UInt64', this.floats.getBigUint64(0))}, 'Float64')`;
  }

  all(more: QueryParams): QueryParams {
    return { ...this.params, ...more };
  }
}
