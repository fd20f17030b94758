import { toQuartetError } from '../model/errors.js';
import type { Field, Hint, Query } from './ast.js';
import { check } from './check.js';
import { negate } from './eval/arithmetic.js';
import { meaningError } from './parse-error.js';
import { Cursor } from './parser-cursor.js';
import { parseFieldHere } from './parser-field.js';
import { optionalLiteral, optionalNumber } from './parser-literal.js';
import { parseRoot } from './parser-pipeline.js';

/** Bytes of a query. */
const MAX_QUERY_BYTES = 131_072;

/**
 * Parses a query and checks its meaning. Throws `invalid_argument` with Tempo's text, without what its APIs put before:
 * a mistake of syntax as `parse error at line 1, col 9: …`, else the first mistake of meaning.
 * https://grafana.com/docs/tempo/latest/traceql/
 */
export function parse(query: string): Query {
  const parsed = parseSyntax(query);
  check(parsed);
  return parsed;
}

/** A query that gives series, not traces. */
export const isMetrics = ({ root }: Query): boolean => root.kind !== 'pipeline';

/**
 * A field as the tag APIs are given it (`resource.service.name`, `span:name`, `.foo`); undefined for those of a parent,
 * which no span has. Throws `invalid_argument`: `failed to parse identifier …`.
 */
export function parseField(text: string): Field | undefined {
  try {
    if (Buffer.byteLength(text) > MAX_QUERY_BYTES) throw tooLong(text);
    // As Tempo reads it, which shows in the columns of its messages.
    const cursor = new Cursor(`{${text}}`);
    cursor.next();
    const field = parseFieldHere(cursor);
    cursor.expect('}');
    cursor.expect('$end');
    return cursor.mistake === undefined ? field : undefined;
  } catch (error) {
    throw meaningError(`failed to parse identifier ${text}: ${toQuartetError(error).message}`);
  }
}

function parseSyntax(query: string): Query {
  if (Buffer.byteLength(query) > MAX_QUERY_BYTES) throw tooLong(query);
  const cursor = new Cursor(query);
  const root = parseRoot(cursor);
  if (cursor.kind !== '$end' && cursor.kind !== 'with') throw cursor.unexpected('with');
  const hints = cursor.accept('with') ? parseHints(cursor) : [];
  if (cursor.kind !== '$end') throw cursor.unexpected();
  if (cursor.mistake !== undefined) throw cursor.mistake;
  return { root, hints };
}

const tooLong = (query: string) =>
  meaningError(`input size too long (${Buffer.byteLength(query)} > ${MAX_QUERY_BYTES})`);

/** https://grafana.com/docs/tempo/latest/traceql/construct-traceql-queries/#query-hints */
function parseHints(cursor: Cursor): Hint[] {
  cursor.expect('(');
  const hints: Hint[] = [];
  do {
    const name = cursor.expect('IDENTIFIER').text;
    cursor.expect('=');
    hints.push({ name, value: hintValue(cursor) });
  } while (cursor.expect(')', ',').kind === ',');
  return hints;
}

function hintValue(cursor: Cursor): Hint['value'] {
  const isNegative = cursor.accept('-');
  const literal = isNegative ? optionalNumber(cursor) : optionalLiteral(cursor);
  if (literal === undefined) throw cursor.unexpected();
  return isNegative ? negate(literal.value) : literal.value;
}
