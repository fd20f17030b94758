/** Values of a key that are shared; a key that has more is taken to have another with each span. */
const MAX_VALUES = 256;

/** Values of attributes of many spans, each kept once where it comes again and again: a third of a long trace's memory. */
export class SharedTexts {
  /** By the key; undefined: too many to be shared. */
  private readonly known = new Map<string, Map<string, string> | undefined>();

  /** The value itself, or an equal one of the same key. */
  value(key: string, value: string): string {
    if (!this.known.has(key)) this.known.set(key, new Map());
    const values = this.known.get(key);
    if (values === undefined) return value;
    const shared = values.get(value);
    if (shared !== undefined) return shared;
    if (values.size < MAX_VALUES) values.set(value, value);
    else this.known.set(key, undefined);
    return value;
  }
}
