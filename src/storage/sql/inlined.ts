import { QuartetError } from '../../model/errors.js';
import type { QueryParams } from '../engine/engine.js';
import { typedLiteral } from './typed-literal.js';

/** Quoted texts and names, in which nothing is bound, and placeholders. */
const QUOTED_OR_PLACEHOLDER = /'[^'\\]*(?:\\.[^'\\]*)*'|`[^`\\]*(?:\\.[^`\\]*)*`|\{(\w+):(\w+(?:\([^{}]*\))?)\}/gs;

/**
 * SQL whose values stand in its text. For where nothing can be bound, and for the embedded engine, which would need a
 * statement of its own before each query to bind them: a tenth to a half of what small ones cost.
 */
export function inlined({ sql, params }: { readonly sql: string; readonly params: QueryParams }): string {
  return sql.replace(QUOTED_OR_PLACEHOLDER, (whole, name: string | undefined, type: string) => {
    if (name === undefined) return whole;
    const value = Object.hasOwn(params, name) ? params[name] : undefined;
    if (value === undefined) throw new QuartetError('internal', `the query parameter ${name} has no value`);
    return typedLiteral(type, value);
  });
}
