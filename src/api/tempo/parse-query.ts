import { QuartetError } from '../../model/errors.js';
import type { Query } from '../../traceql/ast.js';
import { parse } from '../../traceql/parser.js';

/** The query of a search, or what is wrong with it in the words of that endpoint. */
export const parseQuery = (text: string): Query => parsed(text, () => 'invalid TraceQL query: ');

/** A metrics query. What a mistake of meaning is called differs from one of syntax. */
export const parseMetricsQuery = (text: string): Query =>
  parsed(text, (message) => (message.startsWith('parse error') ? '' : 'compiling query: '));

function parsed(text: string, prefix: (message: string) => string): Query {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof QuartetError)) throw error;
    throw new QuartetError(error.code, prefix(error.message) + error.message);
  }
}
