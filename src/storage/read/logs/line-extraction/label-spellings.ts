/**
 * How the keys may be written that become a label: blanks at their ends are cut off, what no label name has becomes `_`,
 * and so does what stands between the key of an object and those in it.
 */
export interface LabelSpellings {
  /** A text that every line has in a key whose label this is, as it has no character that stands for another. */
  readonly core: string;
  /** Where the core begins in the name. */
  readonly coreAt: number;
  /** An RE2 expression that matches all keys which alone become this label; `other` is what may stand for `_`. */
  pattern(other: string): string;
  /** The names of objects with a field inside that becomes this label, in the same way. */
  outerPatterns(other: string): readonly string[];
}

const RUN = /[A-Za-z0-9]+/g;

/** Undefined for a name of nothing but `_`. */
export function labelSpellings(name: string): LabelSpellings | undefined {
  const runs = [...name.matchAll(RUN)];
  const [longest] = runs.sort((a, b) => b[0].length - a[0].length);
  if (longest === undefined) return undefined;
  const pattern = (part: string, other: string) =>
    // A key that begins with a digit gets `_` before it.
    part
      .replace(/^_(?=[0-9])/, '?')
      .replaceAll('_', other)
      .replace(/^\?/, `${other}?`);
  const outer = [...name.matchAll(/_/g)].map(({ index }) => name.slice(0, index));
  return {
    core: longest[0],
    coreAt: longest.index,
    pattern: (other) => pattern(name, other),
    outerPatterns: (other) => outer.map((part) => pattern(part, other)),
  };
}
