import { ATTRIBUTE_TYPES } from '../model/typed-attributes.js';

export type AttributeType = (typeof ATTRIBUTE_TYPES)[number];

/**
 * The types that a key's values have on spans of one day, as bits in the order of `ATTRIBUTE_TYPES`. A row of the table
 * `span_attributes` under the empty key, which is no path, tells of all keys: `IN_REST` that some stand as tagged text in
 * `attributes_rest`, every bit that nobody knows.
 */
export class AttributeTypes {
  static readonly IN_REST = new AttributeTypes(1 << ATTRIBUTE_TYPES.length);
  static readonly ALL = new AttributeTypes(2 ** (ATTRIBUTE_TYPES.length + 1) - 1);
  static readonly NONE = new AttributeTypes(0);

  constructor(readonly bits: number) {}

  has(type: AttributeType): boolean {
    return (this.bits & (1 << ATTRIBUTE_TYPES.indexOf(type))) !== 0;
  }

  get areInRest(): boolean {
    return this.includes(AttributeTypes.IN_REST);
  }

  /** Whether a value may stand in the column of typed paths. */
  get areTyped(): boolean {
    return (this.bits & ~AttributeTypes.IN_REST.bits) !== 0;
  }

  includes({ bits }: AttributeTypes): boolean {
    return (this.bits & bits) === bits;
  }

  and({ bits }: AttributeTypes): AttributeTypes {
    return new AttributeTypes(this.bits | bits);
  }
}
