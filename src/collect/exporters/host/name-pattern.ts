import { compileRegex } from '../../../lib/bounded-regex.js';

/** Whether a name is one of those that an expression (RE2, not anchored) finds; none where it is empty. */
export type NamePattern = (name: string) => boolean;

/** Throws what RE2 throws for an expression that is none. */
export function namePattern(expression: string): NamePattern {
  if (expression === '') return () => false;
  const regex = compileRegex(expression);
  return (name) => regex.matcher(name).find();
}
