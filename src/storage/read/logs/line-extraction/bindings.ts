import type { QueryParams } from '../../../engine/engine.js';

/** The values that expressions bind, each under a name of its own that no other part of the query uses. */
export class Bindings {
  private readonly names = new Map<string, string>();
  private readonly values: Record<string, string | bigint> = {};

  /** The placeholder of a text. */
  text(value: string): string {
    return `{${this.nameOf(value)}:String}`;
  }

  /** The placeholder of a number, which travels as its bits: as text it may come out as its neighbour. */
  float(value: number): string {
    const bits = new BigUint64Array(Float64Array.of(value).buffer)[0]!;
    return `reinterpretAsFloat64({${this.nameOf(bits)}:UInt64})`;
  }

  get params(): QueryParams {
    return { ...this.values };
  }

  private nameOf(value: string | bigint): string {
    const key = `${typeof value} ${value}`;
    let name = this.names.get(key);
    if (name === undefined) {
      name = `x${this.names.size}`;
      this.names.set(key, name);
      this.values[name] = value;
    }
    return name;
  }
}
