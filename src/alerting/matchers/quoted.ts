import { toWellFormed } from '../../lib/go-bytes.js';
import { readGoString } from '../../lib/go-string.js';

/**
 * A text in double quotes as Go reads one; undefined where an escape is none, a newline stands in it, or its bytes are not
 * UTF-8. https://go.dev/ref/spec#String_literals
 */
export function unquote(quoted: string): string | undefined {
  const read = readGoString(quoted, 0);
  if (!read.ok || read.end !== quoted.length || toWellFormed(read.value) !== read.value) return undefined;
  return read.value;
}
