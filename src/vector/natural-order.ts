const PARTS = /\d+|\D+/g;
const DIGIT = /^\d/;

/**
 * Compares texts as people order them: runs of digits by their value, all else by code units, so that `node-9` stands
 * before `node-10`. Texts that differ in leading zeros only are ordered by code units. Negative: `a` stands first.
 */
export function compareNaturally(a: string, b: string): number {
  const left = a.match(PARTS) ?? [];
  const right = b.match(PARTS) ?? [];
  const common = Math.min(left.length, right.length);
  for (let i = 0; i < common; i++) {
    const order = compareParts(left[i]!, right[i]!);
    if (order !== 0) return order;
  }
  return left.length - right.length || compareTexts(a, b);
}

function compareParts(a: string, b: string): number {
  if (!DIGIT.test(a) || !DIGIT.test(b)) return compareTexts(a, b);
  const left = withoutZeros(a);
  const right = withoutZeros(b);
  return left.length - right.length || compareTexts(left, right);
}

/** Digits without those that do not count: the longer rest is the larger number, however many digits there are. */
function withoutZeros(digits: string): string {
  let from = 0;
  while (digits[from] === '0') from++;
  return digits.slice(from);
}

function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
