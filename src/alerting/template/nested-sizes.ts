import { TemplateError } from '../../lib/gotemplate/template-error.js';
import { GoMap, isList, type Value } from '../../lib/gotemplate/value.js';

const MAX_VALUES = 100_000;

/**
 * How many values lists and maps have in each other, each counted as often as it would be printed: a list that holds another
 * one twice, many times over, takes little memory and has no end.
 */
export class NestedSizes {
  private readonly known = new WeakMap<object, number>();

  /** Gives `list` back. Throws `TemplateError` where it is too large. */
  check(list: readonly Value[]): readonly Value[] {
    if (this.sizeOf(list) > MAX_VALUES)
      throw new TemplateError(`too many values in each other (more than ${MAX_VALUES})`);
    return list;
  }

  private sizeOf(value: Value): number {
    if (!isList(value) && !(value instanceof GoMap)) return 1;
    const known = this.known.get(value);
    if (known !== undefined) return known;
    const inner = isList(value) ? value : Array.from(value.keys(), (key) => value.get(key));
    const size = inner.reduce<number>((sum, one) => sum + this.sizeOf(one), 1);
    this.known.set(value, size);
    return size;
  }
}
