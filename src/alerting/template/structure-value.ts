import { printValue } from '../../lib/gotemplate/print-value.js';
import { GoObject, type Value } from '../../lib/gotemplate/value.js';

/** A structure with fields and no methods. */
export class StructureValue extends GoObject {
  constructor(
    readonly type: string,
    readonly fields: Readonly<Record<string, Value>>,
  ) {
    super();
  }

  member(name: string): { readonly value: Value } | undefined {
    return Object.hasOwn(this.fields, name) ? { value: this.fields[name] } : undefined;
  }

  toString(): string {
    return `{${Object.values(this.fields)
      .map((field) => printValue(field))
      .join(' ')}}`;
  }

  equals(other: GoObject): boolean {
    return other === this;
  }
}
