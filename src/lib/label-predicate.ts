import { RE2JS } from 're2js';

/** Pattern length times its largest count of repetitions: RE2 writes them all out, at some µs each. */
const MAX_WRITTEN_OUT = 200_000;

/**
 * Whether a label's value meets a matcher's condition. Regular expressions are RE2, match the whole value, and their dot
 * matches newlines, as in Prometheus. Throws what RE2 throws for a pattern that is none.
 */
export function labelPredicate(op: '=' | '!=' | '=~' | '!~', value: string): (text: string) => boolean {
  if (op === '=') return (text) => text === value;
  if (op === '!=') return (text) => text !== value;
  if (writtenOut(value) > MAX_WRITTEN_OUT) throw new Error('error parsing regexp: expression too large');
  const pattern = RE2JS.compile(value, RE2JS.DOTALL);
  return op === '=~' ? (text) => pattern.matches(text) : (text) => !pattern.matches(text);
}

/** An upper bound of the pattern's length without its counts; 0 where it has none. RE2 itself bounds nested ones. */
function writtenOut(pattern: string): number {
  let most = 1;
  for (const [, least, highest] of pattern.matchAll(/\{(\d+)(?:,(\d*))?\}/g)) {
    most = Math.max(most, Number(least), Number(highest ?? 0));
  }
  return most === 1 ? 0 : most * pattern.length;
}
