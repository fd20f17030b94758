import { RE2JS } from 're2js';
import { compileRegex } from './bounded-regex.js';

/**
 * Whether a label's value meets a matcher's condition. Regular expressions are RE2, match the whole value, and their dot
 * matches newlines, as in Prometheus. Throws what RE2 throws for a pattern that is none.
 */
export function labelPredicate(op: '=' | '!=' | '=~' | '!~', value: string): (text: string) => boolean {
  if (op === '=') return (text) => text === value;
  if (op === '!=') return (text) => text !== value;
  const pattern = compileRegex(value, RE2JS.DOTALL);
  return op === '=~' ? (text) => pattern.matches(text) : (text) => !pattern.matches(text);
}
