import { RE2JS } from 're2js';

/** Pattern length times its largest count of repetitions: RE2 writes them all out, at some µs each. */
const MAX_WRITTEN_OUT = 200_000;

/** An RE2 expression; `flags` are RE2JS'. Throws what RE2 throws for a pattern that is none or is too large. */
export function compileRegex(pattern: string, flags = 0): RE2JS {
  if (writtenOut(pattern) > MAX_WRITTEN_OUT) throw new Error('error parsing regexp: expression too large');
  try {
    return RE2JS.compile(pattern, flags);
  } catch (error) {
    // Flags would be quoted as part of the pattern.
    RE2JS.compile(pattern);
    throw error;
  }
}

/** An upper bound of the pattern's length without its counts; 0 where it has none. RE2 itself bounds nested ones. */
function writtenOut(pattern: string): number {
  let most = 1;
  for (const [, least, highest] of pattern.matchAll(/\{(\d+)(?:,(\d*))?\}/g)) {
    most = Math.max(most, Number(least), Number(highest ?? 0));
  }
  return most === 1 ? 0 : most * pattern.length;
}
