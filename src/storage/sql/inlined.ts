import type { Condition } from '../read/matchers.js';
import { literal } from './literal.js';

/** A condition whose values stand in its text, for where nothing can be bound. */
export function inlined({ sql, params }: Condition): string {
  return sql.replace(/\{(\w+):\w+(?:\(\w+\))?\}/g, (_, name: string) => literal(params[name]!));
}
