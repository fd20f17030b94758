const PARTS = /\d+|\D+/g;
const DIGIT = /^\d/;

interface Part {
  /** Of a number the digits without leading zeros. */
  readonly text: string;
  readonly isNumber: boolean;
}

/** A text taken apart once, for being compared often. */
export interface NaturalKey {
  readonly text: string;
  readonly parts: readonly Part[];
}

export const naturalKey = (text: string): NaturalKey => ({
  text,
  parts: (text.match(PARTS) ?? []).map((part) => {
    const isNumber = DIGIT.test(part);
    return { text: isNumber ? withoutZeros(part) : part, isNumber };
  }),
});

function withoutZeros(digits: string): string {
  let from = 0;
  while (digits[from] === '0') from++;
  return digits.slice(from);
}

/**
 * Compares texts as people order them: runs of digits by their value, all else by code units, so that `node-9` stands
 * before `node-10`. Texts that differ in leading zeros only are ordered by code units. Negative: `a` stands first.
 */
export function compareNaturally(a: NaturalKey, b: NaturalKey): number {
  const common = Math.min(a.parts.length, b.parts.length);
  for (let i = 0; i < common; i++) {
    const order = compareParts(a.parts[i]!, b.parts[i]!);
    if (order !== 0) return order;
  }
  return a.parts.length - b.parts.length || compareTexts(a.text, b.text);
}

function compareParts(a: Part, b: Part): number {
  // Of two numbers the one with more digits is the larger, however many there are.
  const more = a.isNumber && b.isNumber ? a.text.length - b.text.length : 0;
  return more || compareTexts(a.text, b.text);
}

function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
